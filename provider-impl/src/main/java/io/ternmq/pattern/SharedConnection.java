// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.messaging.MessagingSettings;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.System.Logger.Level;
import java.util.function.Function;

/** A started connection, and whether the provider has complained about it. Any thread. */
final class SharedConnection {

    private static final Log LOG = Log.of(SharedConnection.class);

    private final Connection connection;
    private final TimeSource time;
    private final Runnable onComplaint;
    private volatile boolean suspect;

    private SharedConnection(Connection connection, TimeSource time, Runnable onComplaint) {
        this.connection = connection;
        this.time = time;
        this.onComplaint = onComplaint;
    }

    /**
     * Opens one.
     *
     * @param onComplaint told on the provider's thread that it may be lost
     */
    static SharedConnection open(
            MessagingSettings settings, Function<Connection, TimeSource> clocks, Runnable onComplaint)
            throws JMSException {
        Connection connection = settings.user() == null
                ? settings.factory().createConnection()
                : settings.factory().createConnection(settings.user(), settings.password());
        try {
            SharedConnection shared = new SharedConnection(connection, clocks.apply(connection), onComplaint);
            shared.listen();
            connection.start();
            return shared;
        } catch (JMSException | RuntimeException e) {
            close(connection);
            throw e;
        }
    }

    /** Application servers forbid it, and replace connections themselves. */
    private void listen() {
        try {
            connection.setExceptionListener(this::complained);
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, () -> "The connection takes no exception listener: " + e.getMessage());
            suspect = true;
        }
    }

    /** Not every complaint means that it is lost: that shows when a session is asked for. */
    private void complained(JMSException complaint) {
        suspect = true;
        LOG.log(Level.DEBUG, () -> "The provider complains of its connection: " + complaint.getMessage());
        onComplaint.run();
    }

    boolean isSuspect() {
        return suspect;
    }

    boolean stands() {
        if (!suspect) {
            return true;
        }
        try {
            connection.createSession(Session.AUTO_ACKNOWLEDGE).close();
            return true;
        } catch (JMSException e) {
            LOG.log(Level.DEBUG, () -> "The connection is lost: " + e.getMessage());
            return false;
        }
    }

    Connection connection() {
        return connection;
    }

    TimeSource time() {
        return time;
    }

    void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (JMSException | RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "A connection could not be closed: " + e.getMessage());
        }
    }
}
