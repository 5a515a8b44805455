// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/** A connection for queues only. */
public class TernQueueConnection extends TernConnection implements QueueConnection {

    TernQueueConnection(ClientConnection core) {
        super(core);
    }

    /** Opens a connection; see {@link TernConnection#open}. */
    public static TernQueueConnection open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        return new TernQueueConnection(openCore(connector, environment, policy, user, password));
    }

    @Override
    public QueueSession createQueueSession(boolean transacted, int acknowledgeMode) throws JMSException {
        requireOpen();
        return queueSession(SessionModes.of(transacted, acknowledgeMode));
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        return queueSession(sessionMode);
    }

    private TernQueueSession queueSession(int mode) throws JMSException {
        use();
        return new TernQueueSession(this, openSession(mode), mode);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Queue queue, @Nullable String selector, @Nullable ServerSessionPool pool, int maxMessages)
            throws JMSException {
        return createConnectionConsumer((Destination) queue, selector, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Destination destination,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        requireOpen();
        return super.createConnectionConsumer(
                TernQueueSession.requireQueue(destination), selector, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        throw WrongDomain.queuesOnly("createSharedConnectionConsumer");
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        throw WrongDomain.queuesOnly("createDurableConnectionConsumer");
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            @Nullable Topic topic,
            @Nullable String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        throw WrongDomain.queuesOnly("createSharedDurableConnectionConsumer");
    }
}
