// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.common.TimeSource;
import io.ternmq.store.jdbc.JdbcOpener;
import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.store.jdbc.JdbcStoreSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A database of a test, faults in front of it, and all that a store needs. */
final class Rig implements AutoCloseable {

    static final long LEASE_MILLIS = 60_000;
    static final long RETRY_MILLIS = 30_000;

    private final Database database;
    private final FaultyDataSource faults;
    private final HastyClock clock = new HastyClock();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    Rig(Engine engine) {
        database = engine.open();
        faults = new FaultyDataSource(database.dataSource());
    }

    Database database() {
        return database;
    }

    FaultyDataSource faults() {
        return faults;
    }

    HastyClock clock() {
        return clock;
    }

    /** Name of a table of this test. */
    String table(String name) {
        return database.tablePrefix() + name;
    }

    JdbcOpener<String> opener(TimeSource time) {
        JdbcStoreSettings settings = new JdbcStoreSettings(
                database.tablePrefix(), "rig", LEASE_MILLIS, RETRY_MILLIS, 64 << 20);
        return new JdbcOpener<>(faults.dataSource(), new TextCodec(), settings, time, executor);
    }

    /** Opens the store, which has replayed. */
    JdbcStore<String> open() {
        JdbcStore<String> store = opener(clock).tryOpen().orElseThrow();
        store.replay((next, ref) -> {});
        return store;
    }

    /** What a new owner finds. */
    List<String> contents() throws SQLException {
        database.expireLease();
        List<String> found = new ArrayList<>();
        try (JdbcStore<String> store = opener(clock).tryOpen().orElseThrow()) {
            store.replay((next, ref) -> found.add(next));
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        faults.heal();
        executor.shutdownNow();
        database.close();
    }
}
