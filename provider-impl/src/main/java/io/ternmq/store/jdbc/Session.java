// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.Log;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A connection with the statements that were prepared on it; commits only when told to. Owner: the thread that has
 * taken it from {@link Sessions}.
 */
final class Session {

    private static final Log LOG = Log.of(Session.class);

    private final Connection connection;
    private final boolean hadAutoCommit;
    private final int hadIsolation;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection, int silenceMillis) throws SQLException {
        this.connection = connection;
        limitSilence(silenceMillis);
        hadAutoCommit = connection.getAutoCommit();
        hadIsolation = connection.getTransactionIsolation();
        if (hadIsolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        if (hadAutoCommit) {
            connection.setAutoCommit(false);
        }
    }

    /** A network that swallows everything would hold the broker up for ever; embedded databases know no such limit. */
    private void limitSilence(int millis) {
        try {
            connection.setNetworkTimeout(Runnable::run, millis);
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The database's answers are waited for without limit", e);
        }
    }

    /** The statement, prepared on the first call; not to be closed. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    Connection connection() {
        return connection;
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Gives the connection back as it was; it belongs to the program's pool, perhaps. */
    void close() throws SQLException {
        try (Connection closing = connection) {
            closing.rollback();
            for (PreparedStatement statement : prepared.values()) {
                statement.close();
            }
            if (hadIsolation != Connection.TRANSACTION_READ_COMMITTED) {
                closing.setTransactionIsolation(hadIsolation);
            }
            if (hadAutoCommit) {
                closing.setAutoCommit(true);
            }
        }
    }
}
