// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.common.TimeSource;
import io.ternmq.store.jdbc.JdbcStore;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real server that goes and comes back while a store is at work. */
class PostgresOutageTest {

    private static final int BATCHES = 300;

    /** The machine's clock: the server takes its time. */
    private static final class RealTime implements TimeSource {

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void park(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, nanos);
        }

        @Override
        public Alarm schedule(long atMillis, Runnable task) {
            throw new UnsupportedOperationException("Nobody schedules anything here");
        }
    }

    @Test
    void losesNothingWhenTheServerCrashesAndComesBack() throws Exception {
        try (Rig rig = new Rig(Engine.POSTGRES)) {
            Fate fate = new Fate();
            PostgresServer server = PostgresServer.shared();
            JdbcStore<String> store = rig.opener(new RealTime()).tryOpen().orElseThrow();
            store.replay((next, ref) -> {});
            Thread sender = new Thread(() -> {
                for (int i = 0; i < BATCHES; i++) {
                    store.append(List.of("batch " + i), fate.of("batch " + i));
                    store.flush();
                }
            });
            sender.start();
            try {
                fate.await(BATCHES / 10);
                server.stop();
            } finally {
                server.start();
            }
            fate.await(BATCHES);
            sender.join();
            store.close();
            List<String> all = IntStream.range(0, BATCHES).mapToObj(i -> "batch " + i).toList();
            assertThat(fate.durable()).isEqualTo(all);
            assertThat(rig.contents()).isEqualTo(all);
        }
    }

    @Test
    void readsOnAConnectionThatTheServerHasEnded() throws Exception {
        try (Rig rig = new Rig(Engine.POSTGRES)) {
            Fate fate = new Fate();
            JdbcStore<String> store = rig.open();
            long[] ref = new long[1];
            store.append(List.of("something"), ref, fate.of(""));
            store.flush();
            rig.database().ask("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
            assertThat(store.read(ref[0])).isEqualTo("something");
            store.close();
        }
    }
}
