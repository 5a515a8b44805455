// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import io.ternmq.common.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A clock that a test moves by hand; it knows who sleeps. */
public final class HandClock implements TimeSource {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final AtomicLong nanos = new AtomicLong(TimeUnit.DAYS.toNanos(1));
    /** Who sleeps, and until when. */
    private final Map<Thread, Long> asleep = new ConcurrentHashMap<>();

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void park(Object blocker, long forNanos) {
        long until = forNanos == Long.MAX_VALUE ? Long.MAX_VALUE : nanos.get() + forNanos;
        asleep.put(Thread.currentThread(), until);
        if (nanos.get() < until) {
            LockSupport.park(blocker);
        }
        asleep.remove(Thread.currentThread());
    }

    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        throw new AssertionError("clients schedule nothing");
    }

    /** Moves on, and wakes those whose time is over. */
    public void advanceMillis(long millis) {
        long now = nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        asleep.forEach((thread, until) -> {
            if (until <= now) {
                LockSupport.unpark(thread);
            }
        });
    }

    /** Waits until a thread sleeps here. */
    public void awaitAsleep(Thread thread) {
        awaitTrue(() -> asleep.containsKey(thread) && thread.getState() == Thread.State.WAITING, thread + " to sleep");
    }

    /** Waits, in real time, for what another thread is about to do. */
    public static void awaitTrue(java.util.function.BooleanSupplier condition, String what) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > PATIENCE_NANOS) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.onSpinWait();
        }
    }
}
