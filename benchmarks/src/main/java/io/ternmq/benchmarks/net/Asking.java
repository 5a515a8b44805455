// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;

/** One who asks and waits for the answer on a temporary queue, and a listener that answers on another connection. */
final class Asking implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final Connection asking;
    private final Connection answering;
    private final Session session;
    private final MessageProducer producer;
    private final MessageConsumer answers;
    private final TemporaryQueue back;
    private final byte[] body;

    Asking(ConnectionFactory factory, String queue, int length) throws JMSException {
        body = new byte[length];
        answering = factory.createConnection();
        Session answerer = answering.createSession();
        MessageProducer to = answerer.createProducer(null);
        to.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        Queue place = answerer.createQueue(queue);
        answerer.createConsumer(place).setMessageListener(question -> answer(answerer, to, question));
        answering.start();
        asking = factory.createConnection();
        session = asking.createSession();
        producer = session.createProducer(place);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        back = session.createTemporaryQueue();
        answers = session.createConsumer(back);
        asking.start();
    }

    private void answer(Session answerer, MessageProducer to, Message question) {
        try {
            BytesMessage answer = answerer.createBytesMessage();
            answer.writeBytes(body);
            to.send(question.getJMSReplyTo(), answer);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    void exchange() throws JMSException {
        BytesMessage question = session.createBytesMessage();
        question.writeBytes(body);
        question.setJMSReplyTo(back);
        producer.send(question);
        if (answers.receive(PATIENCE_MILLIS) == null) {
            throw new IllegalStateException("No answer");
        }
    }

    @Override
    public void close() throws JMSException {
        asking.close();
        answering.close();
    }
}
