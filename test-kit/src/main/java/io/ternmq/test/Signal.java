// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Lets threads wait, in real time, for conditions that others make true. Built on a monitor and not on a lock of
 * {@code java.util.concurrent}: a thread that is about to park on the virtual clock must not lose its park permit here.
 */
final class Signal {

    /**
     * The longest wait of the kit, in real time: long enough for a busy machine, short enough for a test that hangs.
     */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * Makes everybody look at the condition again. Called after the change, without holding what the condition reads.
     */
    synchronized void raise() {
        notifyAll();
    }

    /** Waits for the condition; false when it did not come true in time or the thread was interrupted. */
    synchronized boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                wait(left / NANOS_PER_MILLI + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
