// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.security;

import io.ternmq.api.client.TernXAConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Every way in which a factory connects, with a user name and without. */
enum Entrance {
    CONNECTION(false) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) throws JMSException {
            return factory.createConnection();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
                throws JMSException {
            return factory.createConnection(user, password);
        }
    },
    QUEUE_CONNECTION(false) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) throws JMSException {
            return factory.createQueueConnection();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
                throws JMSException {
            return factory.createQueueConnection(user, password);
        }
    },
    TOPIC_CONNECTION(false) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) throws JMSException {
            return factory.createTopicConnection();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
                throws JMSException {
            return factory.createTopicConnection(user, password);
        }
    },
    CONTEXT(true) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) {
            return factory.createContext();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password) {
            return factory.createContext(user, password);
        }
    },
    CONTEXT_WITH_MODE(true) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) {
            return factory.createContext(JMSContext.SESSION_TRANSACTED);
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password) {
            return factory.createContext(user, password, JMSContext.SESSION_TRANSACTED);
        }
    },
    XA_CONNECTION(false) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) throws JMSException {
            return factory.createXAConnection();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
                throws JMSException {
            return factory.createXAConnection(user, password);
        }
    },
    XA_QUEUE_CONNECTION(false) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) throws JMSException {
            return factory.createXAQueueConnection();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
                throws JMSException {
            return factory.createXAQueueConnection(user, password);
        }
    },
    XA_TOPIC_CONNECTION(false) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) throws JMSException {
            return factory.createXATopicConnection();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
                throws JMSException {
            return factory.createXATopicConnection(user, password);
        }
    },
    XA_CONTEXT(true) {
        @Override
        AutoCloseable open(TernXAConnectionFactory factory) {
            return factory.createXAContext();
        }

        @Override
        AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password) {
            return factory.createXAContext(user, password);
        }
    };

    private final boolean simplified;

    Entrance(boolean simplified) {
        this.simplified = simplified;
    }

    /** Whether it belongs to the simplified API, whose exceptions are unchecked. */
    boolean isSimplified() {
        return simplified;
    }

    /** Connects by the method without a user. */
    abstract AutoCloseable open(TernXAConnectionFactory factory) throws JMSException;

    /** Connects by the method with a user. */
    abstract AutoCloseable open(TernXAConnectionFactory factory, @Nullable String user, @Nullable String password)
            throws JMSException;
}
