// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something that another process does. */
final class Await {

    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private Await() {}

    /**
     * Waits until a condition holds.
     *
     * @param what      for the failure: a sentence without its full stop
     * @param patience  how long at most
     * @param situation for the failure, asked at its moment
     * @param condition asked again and again; what it throws ends the wait
     */
    static void that(String what, Duration patience, Supplier<?> situation, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + patience + ": " + what + ". " + situation.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean holds(Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
