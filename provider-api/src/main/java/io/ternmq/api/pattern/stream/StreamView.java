// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.stream;

import io.ternmq.api.policy.StreamPolicy;
import java.time.Instant;
import java.util.List;

/**
 * A stream as it is at a moment.
 *
 * @param name        its name, which is that of its topic
 * @param policy      how long events are kept and in how many partitions
 * @param firstOffset offset of the oldest event that is kept; equal to {@code nextOffset} when there is none
 * @param nextOffset  offset that the next event gets
 * @param events      how many are kept; fewer than the offsets between when compaction has taken some out
 * @param bytes       about how many bytes their messages have
 * @param oldestAt    when the oldest one was appended; the epoch when there is none
 * @param groups      those who share it
 */
public record StreamView(
        String name,
        StreamPolicy policy,
        long firstOffset,
        long nextOffset,
        long events,
        long bytes,
        Instant oldestAt,
        List<GroupView> groups) {

    /** Takes a copy of the list. */
    public StreamView {
        groups = List.copyOf(groups);
    }
}
