// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.listen.DeliveryTransactions;
import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.common.Log;
import io.ternmq.pattern.Intake;
import io.ternmq.pattern.Toolbox;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XASession;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A session that takes part in transactions of a transaction manager, one after the other. Owner: its lane; {@link
 * #close} is for anybody.
 */
abstract class Enlisted {

    private static final Log LOG = Log.of(Enlisted.class);

    /** A session and its consumer, as far as the present transaction goes. */
    record Part(Session session, MessageConsumer consumer) {}

    /** What is closed when the lane ends. */
    abstract Session session();

    /** Takes part in the transaction that has begun on this thread. */
    abstract Part join() throws Exception;

    /** The transaction is about to end: what was done is part of it, and nothing more will be done. */
    abstract void withdraw() throws JMSException;

    /** The transaction is over. */
    abstract void part(Part joined) throws JMSException;

    /** Closes what the session needs besides; after the session. */
    abstract void close();

    /** With a connection of its own; or, in an application server, with sessions that the server enlists. */
    static Enlisted of(Job job, Intake intake, DeliveryTransactions manager) throws JMSException {
        Toolbox tools = job.tools();
        ConnectionFactory factory = tools.settings().factory();
        if (factory instanceof XAConnectionFactory able) {
            return ByHand.open(tools, able, intake, manager);
        }
        if (factory instanceof TernConnectionFactory plain) {
            XAConnectionFactory able = new TernXAConnectionFactory(plain.uri().toString(), plain.policy());
            return ByHand.open(tools, able, intake, manager);
        }
        ByServer source = new ByServer(job, intake, tools.session(Session.AUTO_ACKNOWLEDGE));
        try {
            source.verify(manager);
            return source;
        } catch (JMSException | RuntimeException e) {
            source.session().close();
            throw e;
        }
    }

    /** Enlists the resource of its session itself. */
    private static final class ByHand extends Enlisted {

        private final XAConnection connection;
        private final XASession session;
        private final MessageConsumer consumer;
        private final DeliveryTransactions manager;

        private ByHand(
                XAConnection connection, XASession session, MessageConsumer consumer, DeliveryTransactions manager) {
            this.connection = connection;
            this.session = session;
            this.consumer = consumer;
            this.manager = manager;
        }

        static Enlisted open(
                Toolbox tools, XAConnectionFactory factory, Intake intake, DeliveryTransactions manager)
                throws JMSException {
            MessagingSettings settings = tools.settings();
            XAConnection connection = settings.user() == null
                    ? factory.createXAConnection()
                    : factory.createXAConnection(settings.user(), settings.password());
            try {
                XASession session = connection.createXASession();
                MessageConsumer consumer = intake.consumer(session, tools.forms());
                connection.start();
                return new ByHand(connection, session, consumer, manager);
            } catch (JMSException | RuntimeException e) {
                close(connection);
                throw e;
            }
        }

        @Override
        Session session() {
            return session;
        }

        @Override
        Part join() throws Exception {
            manager.enlist(session.getXAResource());
            return new Part(session, consumer);
        }

        @Override
        void withdraw() {
            // the session stays for the next transaction
        }

        @Override
        void part(Part joined) {
            // likewise
        }

        @Override
        void close() {
            close(connection);
        }

        private static void close(XAConnection connection) {
            try {
                connection.close();
            } catch (JMSException | RuntimeException e) {
                LOG.log(Level.DEBUG, "The connection of a lane could not be closed", e);
            }
        }
    }

    /**
     * A connection and a session for each transaction, made within it: Jakarta Messaging 3.1, section 6.2.1. Servers
     * pool connections, and a connection that several transactions had at once would belong to none of them.
     */
    private static final class ByServer extends Enlisted {

        private final Job job;
        private final Intake intake;
        private final Session placeholder;
        private @Nullable Connection connection;

        private ByServer(Job job, Intake intake, Session placeholder) {
            this.job = job;
            this.intake = intake;
            this.placeholder = placeholder;
        }

        @Override
        Session session() {
            return placeholder;
        }

        /** Finds out at the start whether sessions are enlisted here. */
        void verify(DeliveryTransactions manager) throws JMSException {
            try {
                manager.begin();
                try {
                    part(join());
                } finally {
                    manager.rollback();
                }
            } catch (JMSException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ProviderException(
                        ErrorCode.ILLEGAL_STATE, job.spec().name() + " gets no transaction: " + e.getMessage(), e);
            }
        }

        @Override
        Part join() throws JMSException {
            MessagingSettings settings = job.tools().settings();
            Connection opened = settings.user() == null
                    ? settings.factory().createConnection()
                    : settings.factory().createConnection(settings.user(), settings.password());
            try {
                Session session = opened.createSession();
                requireTransacted(session);
                MessageConsumer consumer = intake.consumer(session, job.tools().forms());
                opened.start();
                connection = opened;
                return new Part(session, consumer);
            } catch (JMSException | RuntimeException e) {
                opened.close();
                throw e;
            }
        }

        /** What is received otherwise would be settled before anybody has handled it. */
        private void requireTransacted(Session session) throws JMSException {
            if (!session.getTransacted()) {
                throw new ProviderException(
                        ErrorCode.INVALID_SETTING,
                        job.spec().name() + " is to be part of a transaction, but the sessions of "
                                + job.tools().settings().factory().getClass().getName()
                                + " take part in none: give a connection factory that is an XAConnectionFactory, or the"
                                + " application server's");
            }
        }

        /** Servers complain of connections that a program still holds when their transaction ends. */
        @Override
        void withdraw() throws JMSException {
            Connection opened = connection;
            connection = null;
            if (opened != null) {
                opened.close();
            }
        }

        @Override
        void part(Part joined) throws JMSException {
            withdraw();
        }

        @Override
        void close() {
            // the placeholder is closed with the lane
        }
    }
}
