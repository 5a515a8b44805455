// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.jdbc.JdbcOpener;
import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.store.jdbc.JdbcStoreSettings;
import io.ternmq.store.jdbc.UrlDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Tables that are missing, too new, damaged or out of bounds; each with a sentence that says what and where. */
class TablesTest {

    @ParameterizedTest
    @EnumSource(Engine.class)
    void refusesTablesOfAnotherFormat(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            rig.open().close();
            rig.database().update("UPDATE " + rig.table("OWNER") + " SET FORMAT = 2");
            assertFails(rig::open, "written in format 2, and this TernMQ knows format 1");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void saysWhichRowIsDamaged(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> store = threeRows(rig);
            byte[] damaged = Rows.sealed(2, store.epoch(), 0, "b");
            damaged[damaged.length - 1] ^= 4;
            try (Connection connection = rig.database().dataSource().getConnection();
                    var update = connection.prepareStatement("UPDATE " + rig.table("BATCH")
                            + " SET CONTENT = ? WHERE LOG_POSITION = 2")) {
                update.setBytes(1, damaged);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
            assertFails(rig::contents, rig.table("BATCH") + " is damaged: the row of position 2 has a wrong checksum");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void writesRowsAsDescribed(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> store = threeRows(rig);
            try (Connection connection = rig.database().dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    var found = statement.executeQuery("SELECT CONTENT FROM " + rig.table("BATCH")
                            + " WHERE LOG_POSITION = 3")) {
                assertThat(found.next()).isTrue();
                assertThat(found.getBytes(1)).isEqualTo(Rows.sealed(3, store.epoch(), 0, "c"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void saysWhichRowIsMissing(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            threeRows(rig);
            rig.database().update("DELETE FROM " + rig.table("BATCH") + " WHERE LOG_POSITION = 2");
            assertFails(rig::contents, rig.table("BATCH") + " is damaged: the row of position 2 is missing");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void saysWhichPieceOfTheImageIsMissing(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            JdbcStore<String> store = rig.open();
            store.checkpoint(0, sink -> {
                sink.add("-".repeat(600_000));
                sink.add("end");
            });
            store.close();
            rig.database().update("DELETE FROM " + rig.table("IMAGE") + " WHERE PART = 1");
            assertFails(rig::contents, rig.table("IMAGE") + " is damaged: part 1 of image 1 is missing");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void saysWhenATableHasGone(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            threeRows(rig);
            rig.database().update("DROP TABLE " + rig.table("BATCH"));
            assertFails(rig::contents, "a table is missing; restore " + rig.table("OWNER"));
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void saysWhenTheOwnersRowHasGone(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            threeRows(rig);
            rig.database().update("DELETE FROM " + rig.table("OWNER"));
            assertFails(rig::open, rig.table("OWNER") + " is damaged: its row is missing");
        }
    }

    @Test
    void saysWhichRightIsMissingInPostgres() throws Exception {
        try (PostgresDatabase database = new PostgresDatabase()) {
            String user = database.tablePrefix() + "guest";
            database.update("CREATE USER " + user + " PASSWORD 'guest'");
            PGSimpleDataSource source = (PGSimpleDataSource) database.dataSource();
            source.setUser(user);
            source.setPassword("guest");
            assertFails(() -> opener(source, database.tablePrefix()).tryOpen(),
                    "\"CREATE TABLE " + database.tablePrefix() + "BATCH",
                    "The user needs USAGE and CREATE on the schema", "42501");
            source.setPassword("wrong");
            assertFails(() -> opener(source, database.tablePrefix()).tryOpen(),
                    "cannot be reached or refuses the user");
            database.update("DROP USER " + user);
        }
    }

    @Test
    void saysWhichRightIsMissingInDerby() throws Exception {
        try (UrlDataSource source = UrlDataSource.of("jdbc:derby:memory:read-only;create=true")) {
            try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.database.defaultConnectionMode',"
                        + " 'readOnlyAccess')");
            }
            assertFails(() -> opener(source, "TERNMQ_").tryOpen(),
                    "\"CREATE TABLE TERNMQ_BATCH", "derby.database.full");
        }
    }

    @Test
    void saysWhichDatabasesItKnows() throws Exception {
        DatabaseMetaData metaData = answering(DatabaseMetaData.class, "getDatabaseProductName", "Abacus");
        DataSource source = answering(DataSource.class, "getConnection",
                answering(Connection.class, "getMetaData", metaData));
        assertThatThrownBy(() -> opener(source, "TERNMQ_").tryOpen()).isInstanceOfSatisfying(ProviderException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING))
                .hasMessageContaining("'Abacus'; it knows Apache Derby and PostgreSQL");
    }

    private static <T> T answering(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(TablesTest.class.getClassLoader(), new Class<?>[] {type},
                (self, called, arguments) -> called.getName().equals(method) ? answer : null));
    }

    private static JdbcOpener<String> opener(DataSource source, String prefix) {
        JdbcStoreSettings settings = new JdbcStoreSettings(prefix, "guest", 1_000, 0, 1 << 20);
        return new JdbcOpener<>(source, new TextCodec(), settings, new HastyClock(), Runnable::run);
    }

    private static JdbcStore<String> threeRows(Rig rig) {
        Fate fate = new Fate();
        JdbcStore<String> store = rig.open();
        for (String name : List.of("a", "b", "c")) {
            store.append(List.of(name), fate.of(name));
        }
        store.close();
        assertThat(fate.durable()).containsExactly("a", "b", "c");
        return store;
    }

    private static void assertFails(ThrowingCallable action, String... words) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ProviderException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_FAILED))
                .hasMessageContainingAll(words);
    }
}
