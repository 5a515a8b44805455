// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.jdbc.JdbcStore;
import io.ternmq.tck.store.jdbc.FaultyDataSource.Point;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rows are in the tables after checkpoints, whole ones and half ones. */
class CheckpointsTest {

    private static final int MANY = 2_500;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void leavesNoRowThatIsNotNeeded(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            List<Long> refs = appendMany(store, fate, MANY);
            long covered = store.append(List.of("covered"), fate.of(""));
            long large = append(store, "large ".repeat(200_000), fate);
            append(store, "behind", fate);
            store.checkpoint(covered, sink -> {
                for (int i = 0; i < MANY; i += 100) {
                    sink.keep(refs.get(i), 1);
                }
            });
            awaitRows(rig, "BATCH", MANY / 100 + 3 + 1);
            store.checkpoint(covered + 3, sink -> {
                sink.keep(refs.get(700), 1);
                sink.keep(large, 1);
            });
            awaitRows(rig, "BATCH", 1 + 3 + 1);
            assertThat(store.read(refs.get(700))).isEqualTo("many 700");
            assertThat(store.read(large)).startsWith("large ");
            assertThatThrownBy(() -> store.read(refs.get(100))).isInstanceOf(ProviderException.class);
            awaitRows(rig, "IMAGE", 0);
            store.close();
            assertThat(rig.contents()).containsExactly("behind");
        }
    }

    /** The owner dies behind the change of the checkpoint, before anything is deleted. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void sweepsOutWhatAnEarlierOwnerLeft(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> dead = rig.open();
            List<Long> refs = appendMany(dead, fate, 10);
            CountDownLatch killed = new CountDownLatch(1);
            rig.faults().follow((point, sql) -> {
                if (!sql.startsWith("DELETE FROM " + rig.table("BATCH"))) {
                    return null;
                }
                killed.countDown();
                return new SQLException("killed", "99999");
            });
            dead.checkpoint(10, sink -> {
                sink.add("image");
                sink.keep(refs.get(3), 1);
            });
            assertThat(killed.await(20, TimeUnit.SECONDS)).isTrue();
            awaitRows(rig, "IMAGE", 1);
            rig.faults().heal();
            rig.database().expireLease();
            JdbcStore<String> store = rig.open();
            awaitRows(rig, "BATCH", 10);
            store.checkpoint(10, sink -> {
                sink.add("image");
                sink.keep(refs.get(3), 1);
            });
            awaitRows(rig, "BATCH", 1);
            assertThat(store.read(refs.get(3))).isEqualTo("many 3");
            store.close();
            assertThat(rig.contents()).containsExactly("image");
        }
    }

    /** The owner dies with half an image written. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void goesOnWithTheOldImageWhenTheNewOneIsNotWhole(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> dead = rig.open();
            dead.checkpoint(append(dead, "a", fate) >> 20, sink -> sink.add("image of a"));
            append(dead, "b", fate);
            rig.faults().follow((point, sql) -> sql.contains("SET IMAGE_NUMBER")
                    ? new SQLException("killed", "99999") : null);
            assertThatThrownBy(() -> dead.checkpoint(2, sink -> sink.add("image of ab")))
                    .isInstanceOf(ProviderException.class);
            rig.faults().heal();
            assertThat(rig.contents()).containsExactly("image of a", "b");
            rig.database().expireLease();
            try (JdbcStore<String> store = rig.open()) {
                store.checkpoint(2, sink -> sink.add("second image of ab"));
            }
            assertThat(rig.contents()).containsExactly("second image of ab");
        }
    }

    /** Listeners may run the owner's next turn, which may take a checkpoint, on the thread that writes. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void takesCheckpointsInsideListeners(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            List<String> order = new ArrayList<>();
            JdbcStore<String> store = rig.open();
            store.append(List.of("first"), new AppendListener() {
                @Override
                public void onDurable() {
                    order.add("first");
                    long position = store.append(List.of("third"), fate.of("third"));
                    store.checkpoint(position, sink -> sink.add("image"));
                    order.addAll(fate.durable());
                }

                @Override
                public void onFailed(Throwable cause) {
                    throw new AssertionError(cause);
                }
            });
            store.append(List.of("second"), fate.of("second"));
            store.flush();
            assertThat(order).containsExactly("first", "second", "third");
            store.close();
            assertThat(rig.contents()).containsExactly("image");
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void writesEverythingThatWaitsInOneTransaction(Engine engine) throws Exception {
        try (Rig rig = new Rig(engine)) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            int[] commits = {0};
            rig.faults().follow((point, sql) -> {
                commits[0] += point == Point.BEFORE_COMMIT ? 1 : 0;
                return null;
            });
            appendMany(store, fate, 500);
            assertThat(commits[0]).isEqualTo(1);
            assertThat(fate.durable()).hasSize(500);
            store.close();
        }
    }

    private static List<Long> appendMany(JdbcStore<String> store, Fate fate, int count) {
        List<Long> refs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long[] ref = new long[1];
            store.append(List.of("many " + i), ref, fate.of("many " + i));
            refs.add(ref[0]);
        }
        store.flush();
        return refs;
    }

    private static long append(JdbcStore<String> store, String text, Fate fate) {
        long[] ref = new long[1];
        store.append(List.of(text), ref, fate.of(text));
        store.flush();
        return ref[0];
    }

    /** Rows are deleted behind the caller's back. */
    private static void awaitRows(Rig rig, String table, long count) throws SQLException {
        long end = System.nanoTime() + 20_000_000_000L;
        long found = rig.database().ask("SELECT COUNT(*) FROM " + rig.table(table));
        while (found != count && System.nanoTime() < end) {
            found = rig.database().ask("SELECT COUNT(*) FROM " + rig.table(table));
        }
        assertThat(found).as("rows in " + table).isEqualTo(count);
    }
}
