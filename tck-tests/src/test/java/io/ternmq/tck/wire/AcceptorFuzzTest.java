// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.PlatformDependent;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.config.LoginPolicy;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many strangers and clients that talk nonsense to one acceptor, for as long as {@code -Dternmq.fuzz.seconds=N} says:
 * it serves others meanwhile and afterwards, and nothing of it stays. {@code -Dternmq.seed=N} makes them say the same
 * again.
 */
class AcceptorFuzzTest {

    private static final int INTRUDERS = 12;
    private static final long ROUND_SECONDS = 15;
    private static final long USUAL_SECONDS = 60;
    private static final long TOLERATED_BYTES = 48L << 20;
    private static final LoginPolicy LOGIN = new LoginPolicy(3_000, 256, 16_384, 1_000_000);
    private static final AcceptorPolicy POLICY =
            new AcceptorPolicy("127.0.0.1", 0, null, LOGIN, 1_000, 1_000, 200, 1 << 20);

    @TempDir
    private Path directory;

    private final long seed = Long.getLong("ternmq.seed", System.nanoTime());
    private long visits;

    @Test
    void nonsenseDoesNoHarm() throws Exception {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.ADVANCED);
        try (ErrorLog log = ErrorLog.listen()) {
            long end = System.nanoTime()
                    + TimeUnit.SECONDS.toNanos(Long.getLong("ternmq.fuzz.seconds", USUAL_SECONDS));
            play(0, System.nanoTime() + TimeUnit.SECONDS.toNanos(2));
            long heap = heap();
            long direct = PlatformDependent.usedDirectMemory();
            for (int round = 1; System.nanoTime() < end; round++) {
                play(round, Math.min(end, System.nanoTime() + TimeUnit.SECONDS.toNanos(ROUND_SECONDS)));
            }
            String who = "seed " + seed + " (again with -Dternmq.seed=" + seed + "), " + visits + " visits";
            assertThat(heap() - heap).as("growth of the heap, " + who).isLessThan(TOLERATED_BYTES);
            assertThat(PlatformDependent.usedDirectMemory() - direct)
                    .as("growth of direct memory, " + who)
                    .isLessThan(TOLERATED_BYTES);
            assertThat(log.errors()).as("errors in the log, " + who).isEmpty();
            assertThat(visits).as("visits, " + who).isGreaterThan(INTRUDERS);
        } finally {
            ResourceLeakDetector.setLevel(before);
        }
    }

    /** One broker's life: it ends with its acceptor, so that what intruders have put into its queues does not count. */
    private void play(int round, long end) throws Exception {
        StorePolicy store = StorePolicy.file(directory.resolve("round-" + round)).withSegmentBytes(1 << 20);
        SplittableRandom random = new SplittableRandom(seed + round);
        ExecutorService threads = Executors.newFixedThreadPool(INTRUDERS);
        try (Harbour harbour = new Harbour(POLICY, false, store)) {
            List<Intruder> intruders = new ArrayList<>();
            List<Future<?>> visiting = new ArrayList<>();
            for (int i = 0; i < INTRUDERS; i++) {
                Intruder intruder = new Intruder(harbour.client(), random.split(), end);
                intruders.add(intruder);
                visiting.add(threads.submit(intruder));
            }
            while (System.nanoTime() < end) {
                getThrough(harbour);
                harbour.pause(100);
            }
            for (Future<?> each : visiting) {
                each.get(30, TimeUnit.SECONDS);
            }
            getThrough(harbour);
            harbour.awaitOpen(0);
            visits += intruders.stream().mapToLong(Intruder::visits).sum();
        } catch (AssertionError | TimeoutException e) {
            throw new AssertionError("seed " + seed + ", round " + round + ": " + e.getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A client that behaves well notices nothing. */
    private static void getThrough(Harbour harbour) {
        String uri = harbour.acceptor().uri() + '/' + harbour.name();
        try (JMSContext context = new TernConnectionFactory(uri, ClientPolicy.DEFAULT).createContext()) {
            Queue queue = context.createQueue("behaves.well");
            try (JMSConsumer consumer = context.createConsumer(queue)) {
                context.createProducer().send(queue, "well");
                assertThat(consumer.receiveBody(String.class, 10_000)).isEqualTo("well");
            }
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
