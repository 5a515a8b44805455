// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

/**
 * The only clock that broker and client know. The machine's time stands behind it in production, a clock that a test
 * moves by hand stands behind it in tests; nothing else in the house reads the time or waits for it. All methods may be
 * called from any thread.
 */
public interface TimeSource {

    /**
     * Wall-clock time.
     *
     * @return milliseconds since 1970-01-01T00:00Z
     */
    long millis();

    /**
     * Time for measuring durations; its origin has no meaning.
     *
     * @return nanoseconds that never go backwards
     */
    long nanos();

    /**
     * Blocks the calling thread until it is unparked, interrupted, or the duration has passed by this clock. May
     * return early for no reason, as {@link java.util.concurrent.locks.LockSupport#park()} does: callers loop on
     * their condition.
     *
     * @param blocker what the thread waits for, for diagnosis
     * @param nanos   longest wait; {@link Long#MAX_VALUE} for no limit
     */
    void park(Object blocker, long nanos);

    /**
     * Runs a task once at a moment of this clock, on a thread of the clock's choice; the task must be short and must
     * not block. A moment in the past means at once.
     *
     * @param atMillis when, by {@link #millis()}
     * @param task     what to run
     * @return undoes it
     */
    Alarm schedule(long atMillis, Runnable task);

    /** A scheduled task. */
    @FunctionalInterface
    interface Alarm {

        /** Prevents the task from running if it has not begun; otherwise does nothing. */
        void cancel();
    }
}
