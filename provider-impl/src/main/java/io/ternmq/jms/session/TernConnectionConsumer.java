// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.AcknowledgeMode;
import io.ternmq.client.session.ClientSession;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.protocol.Event;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands the messages of one consumer to the sessions of an application server, one message at a time: the pool
 * decides how many are worked on at once, and the session that gets a message acknowledges it. Where the pool fails
 * the connection's exception listener is told, and the message counts as delivered in vain. Owner: the turn of its own
 * session, which consumes nothing itself.
 */
final class TernConnectionConsumer implements ConnectionConsumer {

    private final TernConnection connection;
    private final ClientSession session;
    private final ServerSessionPool pool;

    private TernConnectionConsumer(TernConnection connection, ClientSession session, ServerSessionPool pool) {
        this.connection = connection;
        this.session = session;
        this.pool = pool;
    }

    /** Opens the consumer that a source asks for. */
    static TernConnectionConsumer open(
            TernConnection connection, @Nullable ServerSessionPool pool, int maxMessages, Source source)
            throws JMSException {
        connection.use();
        if (pool == null || maxMessages < 1) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_SETTING, "A connection consumer needs a pool and one message or more at a time.");
        }
        ClientSession session = connection.openSession(AcknowledgeMode.HANDED_ON);
        TernConnectionConsumer consumer = new TernConnectionConsumer(connection, session, pool);
        try {
            Deliveries deliveries = new Deliveries(session, connection.filter());
            source.open(new Subscriptions(connection, session, deliveries)).handOn(consumer::handOn);
        } catch (JMSException e) {
            consumer.close();
            throw e;
        }
        return consumer;
    }

    @Override
    public ServerSessionPool getServerSessionPool() throws JMSException {
        connection.requireOpen();
        if (session.isClosed()) {
            throw Calls.closed("connection consumer");
        }
        return pool;
    }

    @Override
    public void close() throws JMSException {
        Calls.run(session::close);
    }

    /** By the turn, which takes what is thrown for a failed delivery. */
    private void handOn(Event.Deliver delivery) {
        Calls.unchecked(() -> {
            try {
                load(pool.getServerSession(), delivery);
            } catch (JMSException | RuntimeException e) {
                connection.poolFailed(e);
                throw e;
            }
        });
    }

    private void load(@Nullable ServerSession server, Event.Deliver delivery) throws JMSException {
        TernSession target = loadable(server == null ? null : server.getSession());
        target.handOn(delivery);
        try {
            Objects.requireNonNull(server).start();
        } catch (JMSException | RuntimeException e) {
            if (target.takeBack(delivery)) {
                throw e;
            }
            connection.poolFailed(e); // it has begun all the same: the message is the session's
        }
    }

    private TernSession loadable(@Nullable Session candidate) throws JMSException {
        if (candidate instanceof TernSession target && target.connection() == connection) {
            return target;
        }
        throw JmsExceptions.of(
                ErrorCode.ILLEGAL_STATE,
                "The pool of a connection consumer must hold sessions of the same connection, not " + candidate + '.');
    }

    /** Opens one of the kinds of consumers. */
    @FunctionalInterface
    interface Source {
        TernConsumer open(Subscriptions subscriptions) throws JMSException;
    }
}
