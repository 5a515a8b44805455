// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.store.RecordLog;
import io.ternmq.store.jdbc.JdbcOpener;
import io.ternmq.store.jdbc.JdbcStoreSettings;
import io.ternmq.test.VirtualClock;
import io.ternmq.test.contract.RecordLogContract;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/** The contract of stores over a database. An owner that dies is followed when its lease has run out. */
public abstract class JdbcContract extends RecordLogContract {

    private final VirtualClock clock = new VirtualClock();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Database database;

    /** A suite over a database of its own for each test. */
    protected JdbcContract(Database database) {
        this.database = database;
    }

    @Override
    protected RecordLog<String> open() {
        JdbcStoreSettings settings = new JdbcStoreSettings(database.tablePrefix(), "suite", 60_000, 0, 64 << 20);
        return new JdbcOpener<>(database.dataSource(), new TextCodec(), settings, clock, executor)
                .tryOpen().orElseThrow();
    }

    @Override
    protected RecordLog<String> takeFrom(RecordLog<String> old) throws SQLException {
        database.expireLease();
        return open();
    }

    @Override
    protected void kill(RecordLog<String> log) throws SQLException {
        database.expireLease();
    }

    @AfterEach
    void cleanUp() throws SQLException {
        executor.shutdownNow();
        database.close();
    }
}
