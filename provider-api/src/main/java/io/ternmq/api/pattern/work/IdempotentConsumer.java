// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Keeps work from being done twice when a message is delivered twice: what was consumed is noted in a table of the
 * program's own database, in the transaction in which the work is done. Over any messaging provider. Without state;
 * callable from any thread.
 *
 * <p>The table is made when it is first needed, outside of the caller's transaction by {@link #createTable}, and has
 * the columns {@code CONSUMER}, {@code MESSAGE} and {@code SEEN_AT}. Tried with Apache Derby and PostgreSQL.
 */
public final class IdempotentConsumer {

    /** The table unless another name is given. */
    public static final String DEFAULT_TABLE = "TERNMQ_CONSUMED";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?");
    private static final String DUPLICATE = "23505";
    private static final int LONGEST_CONSUMER = 200;
    private static final int LONGEST_MESSAGE = 500;

    private final String table;

    private IdempotentConsumer(String table) {
        this.table = table;
    }

    /**
     * Notes what was consumed in a table.
     *
     * @param table its name, perhaps with its schema; letters, digits and underscores
     * @return without state
     */
    public static IdempotentConsumer in(String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("'" + table + "' is no name of a table of letters, digits and _");
        }
        return new IdempotentConsumer(table);
    }

    /**
     * Notes what was consumed in the table {@value #DEFAULT_TABLE}.
     *
     * @return without state
     */
    public static IdempotentConsumer inDefaultTable() {
        return new IdempotentConsumer(DEFAULT_TABLE);
    }

    /** Work within a transaction. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does it.
         *
         * @param connection of the transaction; neither committed nor closed here
         * @throws Exception rolls back, so that the message is as good as new
         */
        void run(Connection connection) throws Exception;
    }

    /**
     * Makes the table unless it is there; commits nothing of anybody else. To be called once at the start of a program,
     * by as many at once as like.
     *
     * @param dataSource the database
     * @throws SQLException when it cannot be made
     */
    public void createTable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (exists(connection)) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("CREATE TABLE " + table + " (CONSUMER VARCHAR(" + LONGEST_CONSUMER
                        + ") NOT NULL, MESSAGE VARCHAR(" + LONGEST_MESSAGE
                        + ") NOT NULL, SEEN_AT TIMESTAMP NOT NULL, PRIMARY KEY (CONSUMER, MESSAGE))");
                commit(connection);
            } catch (SQLException e) {
                rollback(connection);
                if (!exists(connection)) { // somebody else was faster
                    throw e;
                }
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT CONSUMER FROM " + table + " WHERE 1 = 0")) {
            boolean isThere = !none.next();
            rollback(connection);
            return isThere;
        } catch (SQLException e) {
            rollback(connection);
            return false;
        }
    }

    /**
     * Notes a message, in the transaction of the caller, who commits that together with the work. When two do so at the
     * same time, the second waits for the end of the first's transaction.
     *
     * @param connection   of the transaction, without auto-commit
     * @param consumerName who consumes: the same message may be consumed once by each
     * @param messageId    identifier of the message, or of what it is about
     * @return false when it has been consumed before: the work is done, and the message may be acknowledged
     * @throws SQLException when the database fails; the transaction can then only be rolled back
     */
    public boolean firstTime(Connection connection, String consumerName, String messageId) throws SQLException {
        requireLength("consumer", consumerName, LONGEST_CONSUMER);
        requireLength("message", messageId, LONGEST_MESSAGE);
        return isPostgres(connection)
                ? insert(connection, consumerName, messageId, " ON CONFLICT DO NOTHING") == 1
                : insertOrBack(connection, consumerName, messageId);
    }

    /** PostgreSQL ends a transaction at the first violation, so that it is told not to see one. */
    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT).contains("postgres");
    }

    private boolean insertOrBack(Connection connection, String consumer, String message) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return insert(connection, consumer, message, "") == 1;
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(before);
            return false;
        }
    }

    private int insert(Connection connection, String consumer, String message, String end) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO " + table + " (CONSUMER, MESSAGE, SEEN_AT) VALUES (?, ?, CURRENT_TIMESTAMP)" + end)) {
            statement.setString(1, consumer);
            statement.setString(2, message);
            return statement.executeUpdate();
        }
    }

    /**
     * Does the work of a message once: notes the message and does the work in one transaction of its own. The table is
     * made when it is missing.
     *
     * @param dataSource   the database
     * @param consumerName who consumes
     * @param message      the message, by its {@code JMSMessageID}
     * @param work         what is done the first time
     * @return false when it had been done before
     * @throws Exception what the work or the database throws, after the roll-back
     */
    public boolean handleOnce(DataSource dataSource, String consumerName, Message message, Work work)
            throws Exception {
        String id = idOf(message);
        createTable(dataSource);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean isFirst = firstTime(connection, consumerName, id);
                if (isFirst) {
                    work.run(connection);
                }
                connection.commit();
                return isFirst;
            } catch (Exception e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private static String idOf(Message message) throws JMSException {
        return Objects.requireNonNull(
                message.getJMSMessageID(), "The message has no JMSMessageID; its producer must not disable it");
    }

    /**
     * Forgets what was consumed long ago, in a transaction of its own. A message that comes again after that is new.
     *
     * @param dataSource the database
     * @param before     what was consumed before this moment, by the clock of the database
     * @return how many were forgotten
     * @throws SQLException when the database fails
     */
    public int forgetBefore(DataSource dataSource, Instant before) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE SEEN_AT < ?")) {
            statement.setTimestamp(1, Timestamp.from(before));
            int forgotten = statement.executeUpdate();
            commit(connection);
            return forgotten;
        }
    }

    private static void requireLength(String what, String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            throw new IllegalArgumentException(
                    "The " + what + " is named by 1 to " + longest + " characters, not " + text.length());
        }
    }

    private static void commit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}
