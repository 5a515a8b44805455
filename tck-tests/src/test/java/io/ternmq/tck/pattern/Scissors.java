// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Makes connections that a test can cut, whatever the provider. */
public final class Scissors implements ConnectionFactory {

    private final ConnectionFactory factory;
    private final List<Connection> made = new CopyOnWriteArrayList<>();

    /** Over the connections of a factory. */
    public Scissors(ConnectionFactory factory) {
        this.factory = factory;
    }

    /** Ends all connections as the provider would that goes away: they work no more, and their listeners are told. */
    public void cut() throws JMSException {
        List<Connection> standing = List.copyOf(made);
        made.removeAll(standing);
        for (Connection connection : standing) {
            ExceptionListener listener = connection.getExceptionListener();
            connection.close();
            if (listener != null) {
                listener.onException(new JMSException("The connection was cut"));
            }
        }
    }

    @Override
    public Connection createConnection() throws JMSException {
        Connection connection = factory.createConnection();
        made.add(connection);
        return connection;
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        Connection connection = factory.createConnection(user, password);
        made.add(connection);
        return connection;
    }

    @Override
    public JMSContext createContext() {
        return factory.createContext();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return factory.createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        return factory.createContext(user, password, mode);
    }

    @Override
    public JMSContext createContext(int mode) {
        return factory.createContext(mode);
    }
}
