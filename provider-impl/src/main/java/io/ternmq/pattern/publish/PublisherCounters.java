// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.publish;

import io.ternmq.api.pattern.publish.PublisherMetrics;
import java.util.concurrent.atomic.LongAdder;

/** What a publisher has done. Any thread. */
final class PublisherCounters {

    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile long lastMillis;

    void sent(long size, long nowMillis) {
        sent.increment();
        bytes.add(size);
        lastMillis = nowMillis;
    }

    void failed() {
        failed.increment();
    }

    void refused() {
        refused.increment();
    }

    PublisherMetrics metrics(int inFlight) {
        return new PublisherMetrics(sent.sum(), failed.sum(), refused.sum(), inFlight, bytes.sum(), lastMillis);
    }
}
