// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.transaction.UserTransaction;

/** What a servlet does with messages, without the transactions of beans. */
@ApplicationScoped
public class Desk {

    private static final long PATIENCE_MILLIS = 20_000;

    @Resource(name = "jms/factory")
    @SuppressWarnings("NullAway.Init")
    private ConnectionFactory factory;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private UserTransaction transaction;

    /** Sends a question and waits for its answer. */
    public String ask(String queue, String text) {
        try (JMSContext context = factory.createContext()) {
            TemporaryQueue replies = context.createTemporaryQueue();
            context.createProducer().setJMSReplyTo(replies).send(context.createQueue(queue), text);
            String answer = context.createConsumer(replies).receiveBody(String.class, PATIENCE_MILLIS);
            return answer == null ? "nothing" : answer;
        }
    }

    /** Sends with a property that selectors see. */
    public void grade(String queue, String text, int grade) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().setProperty("grade", grade).send(context.createQueue(queue), text);
        }
    }

    /** Sends in a transaction of the servlet's own. */
    public void sendInTransaction(String queue, String text, boolean undo) throws Exception {
        transaction.begin();
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
        if (undo) {
            transaction.rollback();
        } else {
            transaction.commit();
        }
    }

    /** Does what the platform allows to application clients only; says how it was refused. */
    public String listen(String queue) throws JMSException {
        try (Connection connection = factory.createConnection();
                Session session = connection.createSession()) {
            session.createConsumer(session.createQueue(queue)).setMessageListener(Desk::drop);
            return "allowed";
        } catch (jakarta.jms.IllegalStateException e) {
            return "refused: " + e.getMessage();
        }
    }

    private static void drop(Message message) {
        throw new IllegalStateException("A listener has got " + message);
    }
}
