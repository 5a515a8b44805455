// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

/** Whether a destination is a queue or a topic, and whether it lives only as long as the connection that made it. */
public enum AddressKind {
    /** A queue. */
    QUEUE(true, false),
    /** A topic. */
    TOPIC(false, false),
    /** A queue that goes with its connection. */
    TEMPORARY_QUEUE(true, true),
    /** A topic that goes with its connection. */
    TEMPORARY_TOPIC(false, true);

    private final boolean queue;
    private final boolean temporary;

    AddressKind(boolean queue, boolean temporary) {
        this.queue = queue;
        this.temporary = temporary;
    }

    /** True for queues, false for topics. */
    public boolean isQueue() {
        return queue;
    }

    /** True when the destination goes with its connection. */
    public boolean isTemporary() {
        return temporary;
    }
}
