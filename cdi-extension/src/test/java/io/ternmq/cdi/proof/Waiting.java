// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, in real time, for what must come. */
public final class Waiting {

    /** Long enough for a busy machine. */
    public static final Duration SOON = Duration.ofSeconds(10);

    private static final long LOOK_NANOS = 200_000;

    private Waiting() {}

    /**
     * Looks again and again.
     *
     * @param what      in the failure
     * @param condition to come true
     */
    public static void await(String what, BooleanSupplier condition) {
        await(what, condition, () -> {});
    }

    /**
     * The same, and does something between two looks.
     *
     * @param what      in the failure
     * @param condition to come true
     * @param between   such as moving a clock
     */
    public static void await(String what, BooleanSupplier condition, Runnable between) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("%s within %s", what, SOON).isNegative();
            between.run();
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
