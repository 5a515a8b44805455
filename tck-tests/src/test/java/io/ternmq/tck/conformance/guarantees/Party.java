// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.guarantees;

import io.ternmq.api.MessageProperties;
import io.ternmq.test.TestBroker;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;

/** Somebody who sends and receives; closed or lost with the broker. */
final class Party implements AutoCloseable {

    private final JMSContext context;
    final Queue queue;

    private Party(JMSContext context) {
        this.context = context;
        this.queue = context.createQueue("place");
    }

    /** Connects in a mode of {@link JMSContext}. */
    static Party join(TestBroker broker, int mode) {
        return new Party(broker.connectionFactory().createContext(mode));
    }

    static Party join(TestBroker broker) {
        return join(broker, JMSContext.AUTO_ACKNOWLEDGE);
    }

    JMSContext context() {
        return context;
    }

    void send(int deliveryMode, String... texts) {
        for (String text : texts) {
            context.createProducer().setDeliveryMode(deliveryMode).send(queue, text);
        }
    }

    /** Sends a persistent message to which the program has given a name. */
    void sendNamed(Destination to, String name, String text) {
        context.createProducer().setProperty(MessageProperties.DEDUP_ID, name).send(to, text);
    }

    void sendNamed(String name, String text) {
        sendNamed(queue, name, text);
    }

    /** The texts of everything that is there, as far as the acknowledgement mode lets it be consumed. */
    List<String> receiveAll() throws JMSException {
        List<String> texts = new ArrayList<>();
        try (JMSConsumer consumer = context.createConsumer(queue)) {
            for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
                texts.add(textOf(next));
            }
        }
        return texts;
    }

    /** The texts of everything that is there, which stays. */
    static List<String> texts(TestBroker broker) throws JMSException {
        try (Party party = join(broker, JMSContext.SESSION_TRANSACTED)) {
            return party.receiveAll();
        }
    }

    static String textOf(Message message) throws JMSException {
        return ((TextMessage) message).getText();
    }

    @Override
    public void close() {
        context.close();
    }
}
