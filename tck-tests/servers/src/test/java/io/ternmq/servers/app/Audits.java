// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Listens to some messages of an administered queue; {@code ejb-jar.xml} says what it is called in JNDI. */
@MessageDriven(
        name = "Audits",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "grade > 3")
        })
public class Audits implements MessageListener {

    @Inject
    private Notebook notebook;

    @Override
    public void onMessage(Message message) {
        notebook.note("audits", Orders.text(message));
    }
}
