// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.api.pattern.HandlingMetrics;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a reader does. Any thread. */
final class Figures {

    private final LongAdder processed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder filtered = new LongAdder();
    private final LongAdder totalNanos = new LongAdder();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);

    void processed(int events, long nanos) {
        processed.add(events);
        took(nanos);
    }

    void failed(long nanos) {
        failed.increment();
        took(nanos);
    }

    void filtered() {
        filtered.increment();
    }

    private void took(long nanos) {
        totalNanos.add(nanos);
        longestNanos.accumulate(nanos);
    }

    long processed() {
        return processed.sum();
    }

    HandlingMetrics metrics() {
        return new HandlingMetrics(
                processed.sum(), failed.sum(), 0, filtered.sum(), totalNanos.sum(), longestNanos.get());
    }
}
