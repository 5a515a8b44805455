// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.pattern.request.ResponderMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a responder has done. Any thread. */
final class ResponderCounters {

    final LongAdder answered = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder commands = new LongAdder();
    final LongAdder undeliverable = new LongAdder();
    final LongAdder nanos = new LongAdder();
    final AtomicInteger pending = new AtomicInteger();

    ResponderMetrics metrics() {
        return new ResponderMetrics(
                answered.sum(), failed.sum(), commands.sum(), undeliverable.sum(), pending.get(), nanos.sum());
    }
}
