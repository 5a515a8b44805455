// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until broker and listeners have come to rest. Each of them can set the other in motion, so rest has to be
 * seen several times in a row. A task that sleeps on the virtual clock rests too, unless somebody has woken it this
 * very moment: then one more look, a little later, tells. Callable from any thread.
 */
final class Calm {

    private static final int LOOKS = 2;
    private static final int LOOKS_AT_SLEEPERS = 5;
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long PAUSE_FOR_SLEEPERS_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final TrackedExecutor executor;
    private final @Nullable VirtualClock clock;
    private final Supplier<String> pendingWork;
    private final Duration patience;

    /** Waits as long as the kit waits for anything; the supplier says what else has to be done, empty for nothing. */
    Calm(TrackedExecutor executor, @Nullable VirtualClock clock, Supplier<String> pendingWork) {
        this(executor, clock, pendingWork, Signal.PATIENCE);
    }

    Calm(
            TrackedExecutor executor,
            @Nullable VirtualClock clock,
            Supplier<String> pendingWork,
            Duration patience) {
        this.executor = executor;
        this.clock = clock;
        this.pendingWork = pendingWork;
        this.patience = patience;
    }

    /**
     * Waits in real time.
     *
     * @throws AssertionError when there is no rest
     */
    void await() {
        long end = System.nanoTime() + patience.toNanos();
        int seen = 0;
        while (true) {
            int sleeping = sleepingTasks();
            boolean rests = executor.unfinished() == sleeping && pendingWork.get().isEmpty();
            seen = rests ? seen + 1 : 0;
            if (seen >= (sleeping == 0 ? LOOKS : LOOKS_AT_SLEEPERS)) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(describe());
            }
            if (!rests || sleeping > 0) {
                LockSupport.parkNanos(this, sleeping > 0 ? PAUSE_FOR_SLEEPERS_NANOS : PAUSE_NANOS);
            }
        }
    }

    private int sleepingTasks() {
        if (clock == null || executor.unfinished() == 0) {
            return 0;
        }
        return (int) executor.running().stream().filter(clock::isAsleep).count();
    }

    private String describe() {
        String work = pendingWork.get();
        return "Not idle after " + patience.toMillis() + " ms: "
                + (work.isEmpty() ? "" : work + "; ") + executor.describe();
    }
}
