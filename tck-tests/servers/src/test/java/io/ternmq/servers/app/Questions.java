// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.util.Locale;

/** Answers in capitals. */
@MessageDriven(
        name = "Questions",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destination", propertyValue = "questions")
        })
public class Questions implements MessageListener {

    @Inject
    private JMSContext messages;

    @Override
    public void onMessage(Message message) {
        try {
            TextMessage answer = messages.createTextMessage(Orders.text(message).toUpperCase(Locale.ROOT));
            answer.setJMSCorrelationID(message.getJMSMessageID());
            messages.createProducer().send(message.getJMSReplyTo(), answer);
        } catch (JMSException e) {
            throw new EJBException(e);
        }
    }
}
