// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.client.ClientConnection;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import org.jspecify.annotations.Nullable;

/** A connection for topics only. */
public class TernTopicConnection extends TernConnection implements TopicConnection {

    TernTopicConnection(ClientConnection core) {
        super(core);
    }

    /** Opens a connection; see {@link TernConnection#open}. */
    public static TernTopicConnection open(
            Connector connector,
            Environment environment,
            ClientPolicy policy,
            @Nullable String user,
            @Nullable String password)
            throws JMSException {
        return new TernTopicConnection(openCore(connector, environment, policy, user, password));
    }

    @Override
    public TopicSession createTopicSession(boolean transacted, int acknowledgeMode) throws JMSException {
        requireOpen();
        return topicSession(SessionModes.of(transacted, acknowledgeMode));
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        return topicSession(sessionMode);
    }

    private TernTopicSession topicSession(int mode) throws JMSException {
        use();
        return new TernTopicSession(this, openSession(mode), mode);
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Topic topic, @Nullable String selector, @Nullable ServerSessionPool pool, int maxMessages)
            throws JMSException {
        return createConnectionConsumer((Destination) topic, selector, pool, maxMessages);
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
                TernTopicSession.requireTopic(destination), selector, pool, maxMessages);
    }
}
