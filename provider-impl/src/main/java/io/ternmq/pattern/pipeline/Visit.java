// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the item that a thread of a section has in hand; used again for each. Owner: that thread.
 */
final class Visit {

    private final Outbox outbox = new Outbox();
    private @Nullable Root root;
    private @Nullable String key;
    private TraceContext trace = TraceContext.NONE;

    /** Another item is taken in hand. */
    void begin(@Nullable Root itsRoot, @Nullable String itsKey, TraceContext itsTrace) {
        this.root = itsRoot;
        this.key = itsKey;
        this.trace = itsTrace;
    }

    /** What waits for the item to arrive; null when that is a transaction. */
    @Nullable Root root() {
        return root;
    }

    /** What the item belongs together with. */
    @Nullable String key() {
        return key;
    }

    void rekey(@Nullable String other) {
        this.key = other;
    }

    /** The trace that the item belongs to. */
    TraceContext trace() {
        return trace;
    }

    /** What is to be sent when the item has got through the section. */
    Outbox outbox() {
        return outbox;
    }
}
