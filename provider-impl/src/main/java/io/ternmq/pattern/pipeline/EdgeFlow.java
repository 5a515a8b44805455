// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what this process has put on an inner edge over a channel and taken from it. Any thread. */
final class EdgeFlow {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    void sent() {
        sent.incrementAndGet();
    }

    void received() {
        received.incrementAndGet();
    }

    /** What is on its way, of what this process knows of; what others have sent there makes it smaller, not below 0. */
    long waiting() {
        return Math.max(0, sent.get() - received.get());
    }
}
