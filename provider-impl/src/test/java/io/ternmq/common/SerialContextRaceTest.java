// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races between posters, bounded by time; a lost task, a lost wake-up, a swap or two turns at once fail it. */
@Timeout(30)
@SuppressWarnings("ThreadPriorityCheck") // yields only to let the other side run on few cores
class SerialContextRaceTest {

    private static final int POSTERS = 3;

    private final ExecutorService posters = Executors.newFixedThreadPool(POSTERS);
    private final ExecutorService overflow = Executors.newSingleThreadExecutor();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Ledger ledger = new Ledger();

    @AfterEach
    void stopThreads() throws InterruptedException {
        posters.shutdownNow();
        overflow.shutdownNow();
        assertThat(posters.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(overflow.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void handlesEverythingOnceAndKeepsTheOrderOfEachPoster() throws Exception {
        hammer(context(1_024, 64, overflow));
    }

    @Test
    void handlesEverythingOnceThroughASmallQueueWithShortTurns() throws Exception {
        hammer(context(8, 1, overflow));
    }

    @Test
    void aPostIsNeverLeftBehindByTheOneThatIsJustLeaving() throws Exception {
        SerialContext<Task> context = context(64, 16, Runnable::run);

        long rounds = Lockstep.run(posters,
                round -> assertThat(context.post(new Task(0, round))).isTrue(),
                round -> assertThat(context.post(new Task(1, round))).isTrue(),
                round -> ledger.assertHandled(round + 1, round + 1));

        assertThat(rounds).isPositive();
        assertThat(failures).isEmpty();
    }

    @Test
    void aPostIsNotStrandedBehindALazyTask() throws Exception {
        SerialContext<Task> context = context(64, 16, Runnable::run);

        long rounds = Lockstep.run(posters,
                round -> assertThat(context.postLazily(new Task(0, round))).isTrue(),
                round -> assertThat(context.post(new Task(1, round))).isTrue(),
                round -> assertThat(ledger.next[1]).isEqualTo(round + 1));

        assertThat(rounds).isPositive();
        assertThat(failures).isEmpty();
    }

    @Test
    void whatCallersLeaveIsDoneByTheExecutor() throws Exception {
        SerialContext<Task> context = context(256, 1, overflow);
        ledger.atHandle = poster -> {
            for (int i = 0; poster < 2 && i < 30; i++) {
                ledger.forked += context.post(new Task(2, ledger.forked)) ? 1 : 0;
            }
        };

        long rounds = Lockstep.run(posters,
                round -> postSurely(context, new Task(0, round)),
                round -> postSurely(context, new Task(1, round)),
                round -> { });
        overflow.shutdown();

        assertThat(overflow.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(context.waiting()).isZero();
        assertThat(failures).isEmpty();
        ledger.assertHandled(rounds, rounds, ledger.forked);
    }

    private void hammer(SerialContext<Task> context) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_200);
        List<Future<Long>> counts = new ArrayList<>();
        for (int p = 0; p < POSTERS; p++) {
            int poster = p;
            counts.add(posters.submit(() -> postUntil(end, poster, context)));
        }
        long[] posted = new long[POSTERS];
        for (int p = 0; p < POSTERS; p++) {
            posted[p] = counts.get(p).get();
        }
        overflow.shutdown();

        assertThat(overflow.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(context.waiting()).isZero();
        assertThat(failures).isEmpty();
        ledger.assertHandled(posted);
    }

    /** Posts every third task lazily, and the last one not. */
    private static long postUntil(long end, int poster, SerialContext<Task> context) {
        long count = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < 99; i++) {
                Task task = new Task(poster, count++);
                if (i % 3 != 0) {
                    postSurely(context, task);
                } else {
                    while (!context.postLazily(task)) {
                        Thread.yield();
                    }
                }
            }
        }
        return count;
    }

    private static void postSurely(SerialContext<Task> context, Task task) {
        while (!context.post(task)) {
            Thread.yield();
        }
    }

    private SerialContext<Task> context(int capacity, int maxTurn, Executor rest) {
        return new SerialContext<>(capacity, maxTurn, ledger, rest, failures::add);
    }

    private record Task(int poster, long number) {
    }

    /** Plain fields on purpose: only the context makes one turn's writes visible to the next. */
    private static final class Ledger implements SerialContext.Turn<Task> {

        private final long[] next = new long[POSTERS];
        private boolean inside;
        private long forked;
        private IntConsumer atHandle = poster -> { };

        @Override
        public void begin() {
            assertThat(inside).as("two turns at once").isFalse();
            inside = true;
        }

        @Override
        public void handle(Task task) {
            long expected = next[task.poster()]++;
            if (!inside || task.number() != expected) {
                throw new AssertionError("Expected " + expected + " of poster " + task.poster() + ", got " + task);
            }
            atHandle.accept(task.poster());
        }

        @Override
        public void end() {
            assertThat(inside).as("a turn that another one has ended").isTrue();
            inside = false;
        }

        void assertHandled(long... counts) {
            for (int poster = 0; poster < counts.length; poster++) {
                assertThat(next[poster]).as("handled of poster %d", poster).isEqualTo(counts[poster]);
            }
        }
    }
}
