// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.request.RequesterMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a requester has done, and the room for its outstanding requests. Any thread. */
final class RequesterCounters {

    private final int limit;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final LongAdder sent = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();

    RequesterCounters(int limit) {
        this.limit = limit;
    }

    /** Takes a place; false when there is none. */
    boolean enter() {
        if (outstanding.incrementAndGet() <= limit) {
            return true;
        }
        outstanding.decrementAndGet();
        refused.increment();
        return false;
    }

    int limit() {
        return limit;
    }

    void sent() {
        sent.increment();
    }

    void answered() {
        outstanding.decrementAndGet();
        answered.increment();
    }

    void failed() {
        outstanding.decrementAndGet();
        failed.increment();
    }

    void timedOut() {
        outstanding.decrementAndGet();
        timedOut.increment();
    }

    void cancelled() {
        outstanding.decrementAndGet();
        cancelled.increment();
    }

    RequesterMetrics metrics(long late) {
        return new RequesterMetrics(
                sent.sum(),
                answered.sum(),
                failed.sum(),
                timedOut.sum(),
                cancelled.sum(),
                refused.sum(),
                late,
                outstanding.get());
    }
}
