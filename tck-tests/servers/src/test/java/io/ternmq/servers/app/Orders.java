// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Listens to a queue. Throws up at what begins with "poison". */
@MessageDriven(
        name = "Orders",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "orders")
        })
public class Orders implements MessageListener {

    @Inject
    private Notebook notebook;

    @Override
    public void onMessage(Message message) {
        String text = text(message);
        notebook.note("orders", text);
        if (text.startsWith("poison")) {
            throw new EJBException("Nobody can take " + text);
        }
    }

    /** The body of a message of text. */
    static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
