// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.common.TimeSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Threads that wait until others make a condition true. Any thread may wait and any thread may wake; no lock is held
 * meanwhile. Whoever changes what a condition reads calls {@link #wake()} afterwards.
 */
public final class WaitingRoom {

    private final TimeSource time;
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    /** An empty room. */
    public WaitingRoom(TimeSource time) {
        this.time = time;
    }

    /** Waits for the condition, however long it takes; an interrupt is kept for later. */
    public void await(BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return;
        }
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        waiting.add(me);
        try {
            while (!condition.getAsBoolean()) {
                time.park(this, Long.MAX_VALUE);
                interrupted |= Thread.interrupted();
            }
        } finally {
            waiting.remove(me);
            if (interrupted) {
                me.interrupt();
            }
        }
    }

    /** Makes everybody look at the condition again; costs next to nothing when nobody waits. */
    public void wake() {
        if (waiting.isEmpty()) {
            return;
        }
        for (Thread thread : waiting) {
            LockSupport.unpark(thread);
        }
    }
}
