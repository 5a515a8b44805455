// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Lets two threads do one step each at the same moment, round after round, and checks after every round while both
 * stand still. The threads meet by spinning, so that the steps really overlap.
 */
final class Lockstep {

    private final AtomicLong arrivals = new AtomicLong();
    private final AtomicBoolean goOn = new AtomicBoolean(true);
    private final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_200);

    private Lockstep() {
    }

    /** Runs until the time is up or a step or a check throws; answers the number of rounds. */
    static long run(ExecutorService threads, LongConsumer first, LongConsumer second, LongConsumer check)
            throws Exception {
        Lockstep lockstep = new Lockstep();
        List<Future<Long>> both = List.of(
                threads.submit(() -> lockstep.walk(first, check)),
                threads.submit(() -> lockstep.walk(second, round -> { })));
        both.get(0).get();
        return both.get(1).get();
    }

    private long walk(LongConsumer step, LongConsumer check) {
        long round = 0;
        try {
            while (goOn.get()) {
                meet(3 * round);
                step.accept(round);
                meet(3 * round + 1);
                check.accept(round);
                if (System.nanoTime() > end) {
                    goOn.set(false);
                }
                meet(3 * round + 2);
                round++;
            }
            return round;
        } catch (Throwable e) {
            goOn.set(false);
            arrivals.set(Long.MAX_VALUE / 2);
            throw e;
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // only to let the other side run on few cores
    private void meet(long meeting) {
        long everybody = 2 * (meeting + 1);
        arrivals.incrementAndGet();
        for (int spins = 1; arrivals.get() < everybody; spins++) {
            if (spins % 1_000 == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
