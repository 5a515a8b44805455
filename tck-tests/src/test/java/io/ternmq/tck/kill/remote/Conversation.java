// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;

/**
 * One program asks and another one answers, through a temporary queue that lives as long as its connection: what is in
 * it dies with the broker, and the queue itself is there again.
 */
final class Conversation {

    private static final long LOOK_MILLIS = 30;
    private static final long ANSWER_MILLIS = 500;
    private static final int LAST_QUESTIONS = 60;

    private final Company company;
    private final String queue;

    /** Whether the answering program may be back before the asking one, which owns the queue. */
    private final boolean isBetweenTwo;

    Conversation(Company company, String queue, boolean isBetweenTwo) {
        this.company = company;
        this.queue = queue;
        this.isBetweenTwo = isBetweenTwo;
    }

    /** Asks one question after the other; the last one has to be answered. */
    void asks(Connection connection) throws JMSException {
        try (Session session = connection.createSession()) {
            TemporaryQueue mine = session.createTemporaryQueue();
            try (MessageProducer producer = session.createProducer(session.createQueue(queue));
                    MessageConsumer consumer = session.createConsumer(mine)) {
                int number = 0;
                while (company.isBusy()) {
                    asks(session, producer, consumer, mine, ++number);
                }
                boolean isAnswered = false;
                for (int left = LAST_QUESTIONS; left > 0 && !isAnswered; left--) {
                    isAnswered = asks(session, producer, consumer, mine, ++number);
                }
                if (!isAnswered) {
                    company.report(queue + " is not answered any more");
                }
            }
        }
    }

    private static boolean asks(
            Session session, MessageProducer producer, MessageConsumer consumer, TemporaryQueue mine, int number)
            throws JMSException {
        Message question = session.createMessage();
        question.setJMSReplyTo(mine);
        question.setJMSCorrelationID(Integer.toString(number));
        producer.send(question);
        for (Message answer = consumer.receive(ANSWER_MILLIS);
                answer != null;
                answer = consumer.receive(ANSWER_MILLIS)) {
            if (Integer.toString(number).equals(answer.getJMSCorrelationID())) {
                return true;
            }
        }
        return false;
    }

    /** Answers until the company closes. */
    void answers(Connection connection) throws JMSException {
        try (Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
                MessageProducer producer = session.createProducer(null)) {
            while (company.isOpen()) {
                Message question = consumer.receive(LOOK_MILLIS);
                if (question != null) {
                    answer(session, producer, question);
                }
            }
        }
    }

    private void answer(Session session, MessageProducer producer, Message question) throws JMSException {
        Message answer = session.createMessage();
        answer.setJMSCorrelationID(question.getJMSCorrelationID());
        try {
            producer.send(question.getJMSReplyTo(), answer);
        } catch (InvalidDestinationException e) {
            if (!isBetweenTwo) {
                throw e;
            }
        }
    }
}
