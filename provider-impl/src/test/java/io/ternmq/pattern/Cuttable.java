// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Connections to a broker in this process that a test can cut; it stays while what {@link #stay} gives is open. */
final class Cuttable implements ConnectionFactory {

    private final TernConnectionFactory real = new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory");
    private final List<Connection> made = new CopyOnWriteArrayList<>();

    /** Another program's connections, which nobody cuts. */
    ConnectionFactory uncut() {
        return real;
    }

    Connection stay() throws JMSException {
        return real.createConnection();
    }

    /** Ends all connections as a provider would that goes away: they work no more, and their listeners are told. */
    void cut() throws JMSException {
        for (Connection connection : made) {
            ExceptionListener listener = connection.getExceptionListener();
            connection.close();
            tell(listener);
        }
    }

    /** The same, but nobody has been told yet. */
    void cutSilently() throws JMSException {
        for (Connection connection : made) {
            connection.close();
        }
    }

    /** The same for the first one, while what it runs still runs. */
    void cutUnderWay() throws JMSException {
        Connection connection = made.get(0);
        ExceptionListener listener = connection.getExceptionListener();
        Thread closer = new Thread(() -> closeQuietly(connection), "closer");
        closer.setDaemon(true);
        closer.start();
        awaitUnusable(connection);
        tell(listener);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitUnusable(Connection connection) {
        boolean usable = true;
        while (usable) {
            try {
                connection.createSession().close();
                Thread.onSpinWait();
            } catch (JMSException e) {
                usable = false;
            }
        }
    }

    private static void tell(@Nullable ExceptionListener listener) {
        if (listener != null) {
            listener.onException(new JMSException("The connection was cut"));
        }
    }

    @Override
    public Connection createConnection() throws JMSException {
        Connection connection = real.createConnection();
        made.add(connection);
        return connection;
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        Connection connection = real.createConnection(user, password);
        made.add(connection);
        return connection;
    }

    @Override
    public JMSContext createContext() {
        return real.createContext();
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return real.createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int mode) {
        return real.createContext(user, password, mode);
    }

    @Override
    public JMSContext createContext(int mode) {
        return real.createContext(mode);
    }
}
