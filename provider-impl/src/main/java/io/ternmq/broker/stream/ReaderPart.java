// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import org.jspecify.annotations.Nullable;

/**
 * One of the streams that a reader reads: where it is there, or the group by which it takes part. Owned by the shard.
 */
public final class ReaderPart {

    private final EventStream stream;
    private final @Nullable StreamGroup group;
    private final EventCursor cursor;

    ReaderPart(EventStream stream, @Nullable StreamGroup group, long from) {
        this.stream = stream;
        this.group = group;
        this.cursor = stream.log().cursor(from);
    }

    /** The stream. */
    public EventStream stream() {
        return stream;
    }

    /** The group, or null for a reader of its own. */
    public @Nullable StreamGroup group() {
        return group;
    }

    /** Where the reader looks next; of a member of a group no later than any of its partitions. */
    public EventCursor cursor() {
        return cursor;
    }
}
