// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.Login;
import io.ternmq.ra.Placed;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.resource.Referenceable;
import java.io.Serial;
import java.io.Serializable;
import javax.naming.Reference;
import org.jspecify.annotations.Nullable;

/** The connection factory that programs find in a server. Any thread may call. */
public class FactoryHandle implements ConnectionFactory, Placed, Serializable, Referenceable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Desk desk;
    private @Nullable Reference reference;

    FactoryHandle(Desk desk) {
        this.desk = desk;
    }

    static FactoryHandle of(Desk desk) {
        return switch (desk.factory().kind()) {
            case UNIFIED -> new FactoryHandle(desk);
            case QUEUES -> new QueueFactoryHandle(desk);
            case TOPICS -> new TopicFactoryHandle(desk);
        };
    }

    final Desk desk() {
        return desk;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return ConnectionHandle.open(desk, Login.NOBODY);
    }

    @Override
    public Connection createConnection(@Nullable String user, @Nullable String password) throws JMSException {
        return ConnectionHandle.open(desk, new Login(user, password));
    }

    @Override
    public JMSContext createContext() {
        return createContext(JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String user, @Nullable String password) {
        return createContext(user, password, JMSContext.AUTO_ACKNOWLEDGE);
    }

    @Override
    public JMSContext createContext(@Nullable String user, @Nullable String password, int mode) {
        return ContextHandle.open(desk, new Login(user, password), mode);
    }

    @Override
    public JMSContext createContext(int mode) {
        return ContextHandle.open(desk, Login.NOBODY, mode);
    }

    @Override
    public @Nullable String url() {
        return desk.factory().getUrl();
    }

    @Override
    public @Nullable String clientId() {
        return desk.factory().getClientId();
    }

    @Override
    public Login login() {
        return desk.factory().login();
    }

    @Override
    public void setReference(@Nullable Reference newReference) {
        reference = newReference;
    }

    @Override
    public @Nullable Reference getReference() {
        return reference;
    }

    /** The connection factory for programs that know queues only. */
    static final class QueueFactoryHandle extends FactoryHandle implements QueueConnectionFactory {

        @Serial
        private static final long serialVersionUID = 1L;

        QueueFactoryHandle(Desk desk) {
            super(desk);
        }

        @Override
        public QueueConnection createQueueConnection() throws JMSException {
            return ConnectionHandle.openForQueues(desk(), Login.NOBODY);
        }

        @Override
        public QueueConnection createQueueConnection(@Nullable String user, @Nullable String password)
                throws JMSException {
            return ConnectionHandle.openForQueues(desk(), new Login(user, password));
        }
    }

    /** The connection factory for programs that know topics only. */
    static final class TopicFactoryHandle extends FactoryHandle implements TopicConnectionFactory {

        @Serial
        private static final long serialVersionUID = 1L;

        TopicFactoryHandle(Desk desk) {
            super(desk);
        }

        @Override
        public TopicConnection createTopicConnection() throws JMSException {
            return ConnectionHandle.openForTopics(desk(), Login.NOBODY);
        }

        @Override
        public TopicConnection createTopicConnection(@Nullable String user, @Nullable String password)
                throws JMSException {
            return ConnectionHandle.openForTopics(desk(), new Login(user, password));
        }
    }
}
