// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.common.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Pauses between attempts, by a clock, that can all be ended. Any thread. */
public final class Pauses {

    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /** Waits; false when that was ended, or the thread is interrupted. */
    public boolean hold(TimeSource time, Duration length) {
        long end = time.nanos() + length.toNanos();
        Thread me = Thread.currentThread();
        waiting.add(me);
        try {
            long left = length.toNanos();
            while (left > 0 && mayGoOn()) {
                time.park(this, left);
                left = end - time.nanos();
            }
            return mayGoOn();
        } finally {
            waiting.remove(me);
        }
    }

    /** The thread is among those that wait before it looks: it is woken up, or has seen the end. */
    private boolean mayGoOn() {
        return !ended && !Thread.currentThread().isInterrupted();
    }

    /** Whether {@link #end} was called. */
    public boolean isEnded() {
        return ended;
    }

    /** Ends all pauses, for good. */
    public void end() {
        ended = true;
        waiting.forEach(LockSupport::unpark);
    }
}
