// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.ternmq.server.config.AcceptorPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts who may come in: connections, those that have not logged in yet, and new ones per second. Any thread may
 * call.
 */
final class Gate {

    private final AcceptorPolicy policy;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private long second;
    private int taken;

    Gate(AcceptorPolicy policy) {
        this.policy = policy;
    }

    /**
     * Takes up a stranger.
     *
     * @return null, or which limit forbids it
     */
    synchronized @Nullable String tryEnter(long nowNanos) {
        long now = TimeUnit.NANOSECONDS.toSeconds(nowNanos);
        if (now != second) {
            second = now;
            taken = 0;
        }
        String limit = limitReached();
        if (limit == null) {
            taken++;
            open.incrementAndGet();
            pending.incrementAndGet();
        } else {
            refused.incrementAndGet();
        }
        return limit;
    }

    private @Nullable String limitReached() {
        if (open.get() >= policy.maxConnections()) {
            return "maxConnections " + policy.maxConnections();
        } else if (pending.get() >= policy.login().maxPending()) {
            return "login.maxPending " + policy.login().maxPending();
        } else if (taken >= policy.login().maxPerSecond()) {
            return "login.maxPerSecond " + policy.login().maxPerSecond();
        }
        return null;
    }

    /** A stranger has logged in, or has gone before. */
    void onDecided() {
        pending.decrementAndGet();
    }

    /** A connection has closed. */
    void onLeft() {
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }

    long refused() {
        return refused.get();
    }
}
