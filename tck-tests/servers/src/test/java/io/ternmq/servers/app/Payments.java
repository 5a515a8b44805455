// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Receives, writes to the database and sends on, all in one transaction; not what begins with "refused". */
@MessageDriven(
        name = "Payments",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "payments")
        })
public class Payments implements MessageListener {

    @Inject
    private JMSContext messages;

    @Inject
    private Notebook notebook;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private MessageDrivenContext delivery;

    @Override
    public void onMessage(Message message) {
        String text = Orders.text(message);
        notebook.note("payments", text);
        messages.createProducer().send(messages.createQueue("receipts"), text);
        ledger.write(text);
        if (text.startsWith("refused")) {
            delivery.setRollbackOnly();
        }
    }
}
