// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.pattern.HandlingMetrics;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of messages, as {@link Handling} calls it. Any thread. */
public final class HandlingCounters {

    private final LongAdder processed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder totalNanos = new LongAdder();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);

    /** None yet. */
    public HandlingCounters() {}

    /** Another message. */
    public void count(Handling.Outcome outcome) {
        switch (outcome) {
            case HANDLED -> processed.increment();
            case FILTERED -> filtered.increment();
            case DEAD_LETTERED, DROPPED, RETURNED, STOPPED -> failed.increment();
        }
    }

    /** Another attempt after the first. */
    public void retry() {
        retried.increment();
    }

    /** Time spent in the program's own code. */
    public void took(long nanos) {
        totalNanos.add(nanos);
        longestNanos.accumulate(nanos);
    }

    /** So far. */
    public HandlingMetrics metrics() {
        return new HandlingMetrics(
                processed.sum(), failed.sum(), retried.sum(), filtered.sum(), totalNanos.sum(), longestNanos.get());
    }
}
