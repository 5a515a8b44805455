// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Listens to a queue of the broker inside the server. It knows neither by name: {@code ejb-jar.xml} says what factory
 * and what queue it looks up.
 */
@MessageDriven(
        name = "Echoes",
        activationConfig =
                @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"))
public class Echoes implements MessageListener {

    @Inject
    private Notebook notebook;

    @Override
    public void onMessage(Message message) {
        notebook.note("echoes", Orders.text(message));
    }
}
