// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.tck.store.jdbc.FaultyDataSource.Point;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that break, and databases that are full, at every place where that can happen. */
class DatabaseFaultsTest {

    private static final int STEPS = 80;
    private static final int SEEDS = 6;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void losesNothingAndWritesNothingTwiceWhileConnectionsBreakByChance(Engine engine) throws Exception {
        Long one = Long.getLong("ternmq.seed");
        for (long seed = one == null ? 1 : one; seed <= (one == null ? SEEDS : one); seed++) {
            try (Rig rig = new Rig(engine)) {
                breakByChance(rig, seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " (again with -Dternmq.seed=" + seed + "): " + e.getMessage(), e);
            }
        }
    }

    private static void breakByChance(Rig rig, long seed) throws Exception {
        Random random = new Random(seed);
        Fate fate = new Fate();
        Map<String, Long> refs = new HashMap<>();
        List<String> sinceImage = new ArrayList<>();
        try (JdbcStore<String> store = rig.open()) {
            Random faults = new Random(seed + 1);
            rig.faults().follow((point, sql) -> isUnlucky(faults) ? FaultyDataSource.broken() : null);
            for (int i = 0; i < STEPS; i++) {
                String name = "record " + i + "-".repeat(random.nextInt(20) == 0 ? 700_000 : random.nextInt(50));
                long[] ref = new long[1];
                long position = store.append(List.of(name), ref, fate.of(name));
                refs.put(name, ref[0]);
                sinceImage.add(name);
                if (random.nextInt(3) == 0) {
                    store.flush();
                }
                if (random.nextInt(20) == 0) {
                    store.checkpoint(position, sink -> {
                        sink.add("image at " + name);
                        refs.values().removeIf(kept -> random.nextBoolean());
                        refs.replaceAll((kept, old) -> sink.keep(old, kept.length()));
                    });
                    sinceImage.clear();
                    sinceImage.add("image at " + name);
                }
            }
            refs.forEach((name, ref) -> assertThat(store.read(ref)).isEqualTo(name));
        }
        rig.faults().heal();
        assertThat(fate.failed()).isEmpty();
        assertThat(fate.durable()).hasSize(STEPS).doesNotHaveDuplicates();
        assertThat(rig.contents()).isEqualTo(sinceImage);
    }

    private static boolean isUnlucky(Random faults) {
        return faults.nextInt(12) == 0;
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void failsForGoodWithAClearSentenceWhenTheDatabaseStaysAway(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            append(store, "before", fate);
            rig.faults().follow((point, sql) -> FaultyDataSource.broken());
            append(store, "lost", fate);
            append(store, "also lost", fate);
            fate.await(3);
            assertThat(fate.durable()).containsExactly("before");
            assertThat(fate.failed()).containsExactly("lost", "also lost");
            assertThat(fate.cause()).hasMessageContaining("write positions 2 to 2 to " + rig.table("BATCH"))
                    .hasMessageContaining("did not answer for 30000 ms").hasMessageContaining("08006");
            assertThat(store.isOwner()).isFalse();
            assertThatThrownBy(() -> store.checkpoint(1, sink -> {})).isInstanceOf(ProviderException.class);
            rig.faults().heal();
            store.close();
            assertThat(rig.contents()).containsExactly("before");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void neverWritesTwiceWhatWasCommittedOnALostConnection(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            try (JdbcStore<String> store = rig.open()) {
                rig.faults().follow(once(Point.AFTER_COMMIT));
                append(store, "one", fate);
                append(store, "two", fate);
            }
            assertThat(fate.durable()).containsExactly("one", "two");
            assertThat(rig.contents()).containsExactly("one", "two");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void writesAgainWhatWasNotCommittedOnALostConnection(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            try (JdbcStore<String> store = rig.open()) {
                rig.faults().follow(once(Point.BEFORE_COMMIT));
                append(store, "one", fate);
                append(store, "two", fate);
            }
            assertThat(fate.durable()).containsExactly("one", "two");
            assertThat(rig.contents()).containsExactly("one", "two");
        }
    }

    /** The owner's row is still locked by the transaction whose connection was given up: the second attempt waits. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void waitsForATransactionThatCommitsAfterItsConnectionWasGivenUp(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine); Connection zombie = rig.database().dataSource().getConnection()) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            append(store, "one", fate);
            zombie.setAutoCommit(false);
            long epoch = store.epoch();
            try (var lock = zombie.prepareStatement("SELECT EPOCH FROM " + rig.table("OWNER") + " WHERE ID = 1"
                    + (engine == Engine.DERBY ? " WITH RS" : " FOR SHARE")); var found = lock.executeQuery()) {
                assertThat(found.next()).isTrue();
            }
            copyRow(zombie, rig.table("BATCH"), epoch);
            CountDownLatch retried = new CountDownLatch(1);
            AtomicBoolean broken = new AtomicBoolean();
            rig.faults().follow((point, sql) -> {
                if (point == Point.STATEMENT && sql.contains("SET LEASE_UNTIL")) {
                    retried.countDown();
                }
                boolean breaks = point == Point.STATEMENT && sql.startsWith("INSERT")
                        && broken.compareAndSet(false, true);
                return breaks ? FaultyDataSource.broken() : null;
            });
            Thread committer = new Thread(() -> {
                try {
                    retried.await();
                    zombie.commit();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            committer.start();
            append(store, "ghost", fate);
            committer.join();
            fate.await(2);
            assertThat(fate.durable()).containsExactly("one", "ghost");
            store.close();
            assertThat(rig.contents()).containsExactly("one", "ghost");
        }
    }

    /** The row that the store is about to write, as its first attempt would have left it. */
    private static void copyRow(Connection zombie, String table, long epoch) throws SQLException {
        try (var insert = zombie.prepareStatement("INSERT INTO " + table + " VALUES (2, ?, 0, ?)")) {
            insert.setLong(1, epoch);
            insert.setBytes(2, Rows.sealed(2, epoch, 0, "ghost"));
            insert.executeUpdate();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void waitsWhileTheDatabaseIsFullAndGoesOnWhenThereIsRoom(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            AtomicBoolean full = new AtomicBoolean(true);
            CountDownLatch refused = new CountDownLatch(80);
            rig.faults().follow((point, sql) -> {
                if (full.get() && sql.startsWith("INSERT")) {
                    refused.countDown();
                    return new SQLException("no room", engine == Engine.DERBY ? "XSDF4" : "53100");
                }
                return null;
            });
            Thread sender = new Thread(() -> append(store, "patient", fate));
            sender.start();
            refused.await();
            assertThat(store.hasRoom()).isFalse();
            assertThat(fate.durable()).isEmpty();
            full.set(false);
            fate.await(1);
            sender.join();
            assertThat(fate.durable()).containsExactly("patient");
            assertThat(store.hasRoom()).isTrue();
            store.close();
            assertThat(rig.contents()).containsExactly("patient");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void keepsTheOldCheckpointWhenThereIsNoRoomForANewOne(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            store.checkpoint(append(store, "a", fate), sink -> sink.add("image of a"));
            long position = append(store, "b", fate);
            rig.faults().follow((point, sql) -> sql.contains("IMAGE (") && sql.startsWith("INSERT")
                    ? new SQLException("no room", engine == Engine.DERBY ? "XSDF4" : "53100") : null);
            store.checkpoint(position, sink -> sink.add("image of ab"));
            append(store, "c", fate);
            rig.faults().heal();
            store.close();
            assertThat(rig.contents()).containsExactly("image of a", "b", "c");
        }
    }

    private static FaultyDataSource.Plan once(Point where) {
        AtomicBoolean done = new AtomicBoolean();
        return (point, sql) -> point == where && done.compareAndSet(false, true) ? FaultyDataSource.broken() : null;
    }

    private static long append(JdbcStore<String> store, String name, Fate fate) {
        long position = store.append(List.of(name), fate.of(name));
        store.flush();
        return position;
    }
}
