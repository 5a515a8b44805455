// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.common.TimeSource;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * One alarm for many waits, since nearly all of them end before it rings: it stands at the earliest deadline that was
 * ever said and looks for the next one when it has rung. Any thread may say a deadline.
 */
final class Deadlines {

    private static final long NEVER = Long.MAX_VALUE;

    private final Supplier<TimeSource> clock;
    private final Executor executor;
    private final LongUnaryOperator sweep;
    private volatile long armedFor = NEVER;
    private TimeSource.Alarm alarm = () -> {};

    /**
     * None yet.
     *
     * @param clock    tells the time; asked when there is something to wait for
     * @param executor runs the sweep, since what it ends may be the program's code
     * @param sweep    ends every wait whose deadline is not after the moment it is given; returns the earliest deadline
     *                 that is left, {@link Long#MAX_VALUE} for none
     */
    Deadlines(Supplier<TimeSource> clock, Executor executor, LongUnaryOperator sweep) {
        this.clock = clock;
        this.executor = executor;
        this.sweep = sweep;
    }

    /** Some wait is over at this moment. */
    void add(long deadlineMillis) {
        if (deadlineMillis < armedFor) {
            arm(deadlineMillis);
        }
    }

    private synchronized void arm(long deadlineMillis) {
        if (deadlineMillis < armedFor) {
            alarm.cancel();
            armedFor = deadlineMillis;
            alarm = clock.get().schedule(deadlineMillis, () -> executor.execute(this::ring));
        }
    }

    /** Disarmed before it looks, so that who comes meanwhile arms it. */
    private void ring() {
        synchronized (this) {
            armedFor = NEVER;
        }
        add(sweep.applyAsLong(clock.get().millis()));
    }

    synchronized void close() {
        alarm.cancel();
        armedFor = Long.MIN_VALUE;
    }
}
