// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.WaitingRoom;
import io.ternmq.common.TimeSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into {@code receive}, and wakes it there. Owner of the sleep: the thread inside; anybody
 * may wake it or wait until it has left.
 *
 * <p>No wake-up is lost: the thread inside says that it sleeps and then looks at its condition, the other side makes
 * the condition true and then looks whether somebody sleeps.
 */
final class ReceiveGate {

    private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    private final WaitingRoom outside;
    private volatile boolean asleep;

    ReceiveGate(WaitingRoom outside) {
        this.outside = outside;
    }

    /** Goes in. */
    void enter() {
        Thread me = Thread.currentThread();
        if (!inside.compareAndSet(null, me)) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "This consumer is receiving on thread " + inside.get() + "; a session serves one thread only.");
        }
    }

    /** Leaves. */
    void exit() {
        inside.set(null);
        outside.wake();
    }

    /** True while a thread is inside. */
    boolean isTaken() {
        return inside.get() != null;
    }

    /** Waits until nobody is inside. */
    void awaitFree() {
        outside.await(() -> inside.get() == null);
    }

    /**
     * Sleeps until woken, interrupted or the time is over; at once over if the condition holds already. By the thread
     * inside.
     */
    void sleep(TimeSource time, long nanos, BooleanSupplier enough) {
        asleep = true;
        if (!enough.getAsBoolean()) {
            time.park(this, nanos);
        }
        asleep = false;
    }

    /** Wakes the thread inside if it sleeps. */
    void wake() {
        if (asleep) {
            LockSupport.unpark(inside.get());
        }
    }
}
