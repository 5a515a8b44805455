// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers.app;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** Sends and receives in transactions of the container, each in another of the ways that a program has. */
@Stateless
public class Clerk {

    @Inject
    private JMSContext messages;

    @Resource(name = "jms/factory")
    @SuppressWarnings("NullAway.Init")
    private ConnectionFactory factory;

    @Resource
    @SuppressWarnings("NullAway.Init")
    private SessionContext session;

    @EJB
    @SuppressWarnings("NullAway.Init")
    private Ledger ledger;

    /** Sends by the injected context. */
    public void send(String queue, String text, boolean undo) {
        messages.createProducer().send(messages.createQueue(queue), text);
        undo(undo);
    }

    /** Publishes by the injected context. */
    public void publish(String topic, String text) {
        messages.createProducer().send(messages.createTopic(topic), text);
    }

    /** Sends by the factory, a connection and a session. */
    public void sendByConnection(String queue, String text, boolean undo) {
        try (Connection connection = factory.createConnection();
                Session sending = connection.createSession()) {
            sending.createProducer(sending.createQueue(queue)).send(sending.createTextMessage(text));
        } catch (JMSException e) {
            throw new EJBException(e);
        }
        undo(undo);
    }

    /** Receives by a context that the factory makes; "nothing" when nothing comes. */
    public String receive(String queue, boolean undo) {
        try (JMSContext context = factory.createContext()) {
            String text = context.createConsumer(context.createQueue(queue)).receiveBody(String.class, 5_000);
            undo(undo);
            return text == null ? "nothing" : text;
        }
    }

    /** Sends a text, and writes it into the database. */
    public void transfer(String queue, String text, boolean undo) {
        messages.createProducer().send(messages.createQueue(queue), text);
        ledger.write(text);
        undo(undo);
    }

    /** The same the other way round: the database joins the transaction first. */
    public void record(String queue, String text, boolean undo) {
        ledger.write(text);
        messages.createProducer().send(messages.createQueue(queue), text);
        undo(undo);
    }

    private void undo(boolean wanted) {
        if (wanted) {
            session.setRollbackOnly();
        }
    }
}
