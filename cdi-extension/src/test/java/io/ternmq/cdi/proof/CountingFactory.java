// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts what is opened, and may give connections a client identifier. */
public final class CountingFactory implements ConnectionFactory {

    private final ConnectionFactory factory;
    private final @Nullable String clientId;
    private final AtomicInteger opened = new AtomicInteger();

    CountingFactory(ConnectionFactory factory, @Nullable String clientId) {
        this.factory = factory;
        this.clientId = clientId;
    }

    /** How many connections and contexts were asked for. */
    public int opened() {
        return opened.get();
    }

    /** What it counts for. */
    public ConnectionFactory uncounted() {
        return factory;
    }

    private Connection identified(Connection connection) throws JMSException {
        if (clientId != null) {
            connection.setClientID(clientId);
        }
        return connection;
    }

    @Override
    public Connection createConnection() throws JMSException {
        opened.incrementAndGet();
        return identified(factory.createConnection());
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        opened.incrementAndGet();
        return identified(factory.createConnection(user, password));
    }

    @Override
    public JMSContext createContext() {
        opened.incrementAndGet();
        return factory.createContext();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        opened.incrementAndGet();
        return factory.createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        opened.incrementAndGet();
        return factory.createContext(user, password, mode);
    }

    @Override
    public JMSContext createContext(int mode) {
        opened.incrementAndGet();
        return factory.createContext(mode);
    }
}
