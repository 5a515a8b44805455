// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.pattern.work.IdempotentConsumer;
import io.ternmq.tck.store.jdbc.Database;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same on each database. */
abstract class IdempotentConsumerContract {

    private final Database database;
    private final String work;
    private final String table;
    private final IdempotentConsumer once;

    IdempotentConsumerContract(Database database) {
        this.database = database;
        this.work = database.tablePrefix() + "WORK";
        this.table = database.tablePrefix() + "SEEN";
        this.once = IdempotentConsumer.in(table);
    }

    @BeforeEach
    void createTables() throws SQLException {
        database.update("CREATE TABLE " + work + " (N INT)");
        once.createTable(database.dataSource());
        once.createTable(database.dataSource());
    }

    @AfterEach
    void dropTables() throws SQLException {
        database.update("DROP TABLE " + work);
        database.update("DROP TABLE " + table);
        database.close();
    }

    private long done() throws SQLException {
        return database.ask("SELECT COUNT(*) FROM " + work);
    }

    private void work(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO " + work + " VALUES (1)")).isEqualTo(1);
        }
    }

    private boolean consume(String consumer, String message) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean isFirst = once.firstTime(connection, consumer, message);
            if (isFirst) {
                work(connection);
            }
            connection.commit();
            return isFirst;
        }
    }

    @Test
    void doesTheWorkOfAMessageOnceForEachConsumer() throws Exception {
        assertThat(consume("a", "m1")).isTrue();
        assertThat(consume("a", "m1")).isFalse();
        assertThat(consume("b", "m1")).isTrue();
        assertThat(consume("a", "m2")).isTrue();
        assertThat(done()).isEqualTo(3);
    }

    @Test
    void theTransactionGoesOnAfterARepetition() throws Exception {
        assertThat(consume("a", "m1")).isTrue();
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            work(connection);
            assertThat(once.firstTime(connection, "a", "m1")).isFalse();
            work(connection);
            connection.commit();
        }
        assertThat(done()).isEqualTo(3);
    }

    @Test
    void whatIsRolledBackIsNew() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(once.firstTime(connection, "a", "m1")).isTrue();
            connection.rollback();
        }
        assertThat(consume("a", "m1")).isTrue();
    }

    @Test
    void handlesAMessageOnceAndAgainAfterAFailure() throws Exception {
        TernConnectionFactory factory =
                new TernConnectionFactory("vm://once-" + UUID.randomUUID() + "?store=memory");
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("q"), "m");
            Message message = context.createConsumer(context.createQueue("q")).receive(10_000);
            assertThatThrownBy(() -> once.handleOnce(database.dataSource(), "a", message, connection -> {
                work(connection);
                throw new IllegalStateException("broken");
            })).hasMessage("broken");
            assertThat(done()).isZero();
            assertThat(once.handleOnce(database.dataSource(), "a", message, this::work)).isTrue();
            assertThat(once.handleOnce(database.dataSource(), "a", message, this::work)).isFalse();
            assertThat(done()).isEqualTo(1);
        }
    }

    @Test
    void forgetsWhatIsOld() throws Exception {
        assertThat(consume("a", "old")).isTrue();
        database.update("UPDATE " + table + " SET SEEN_AT = {ts '2001-01-01 00:00:00'}");
        assertThat(consume("a", "new")).isTrue();
        assertThat(once.forgetBefore(database.dataSource(), Instant.parse("2002-01-01T00:00:00Z"))).isEqualTo(1);
        assertThat(consume("a", "old")).isTrue();
        assertThat(consume("a", "new")).isFalse();
    }

    @Test
    void refusesNamesThatCouldBeStatements() {
        assertThatThrownBy(() -> IdempotentConsumer.in("SEEN; DROP TABLE X"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> consume("", "m")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> consume("a", "m".repeat(501))).isInstanceOf(IllegalArgumentException.class);
    }
}
