// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.api.pattern.stream.StreamPosition;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is read.
 *
 * @param from           where reading begins; of a group that exists already it is where that has come to
 * @param isManual       whether a group moves on only when it is told to
 * @param key            the key of which events are wanted, or null for all
 * @param rate           most events a second, or 0 for any number
 * @param isUnacknowledged whether events are done with when they are delivered; not for a member of a group
 */
public record StreamReading(
        StreamPosition from, boolean isManual, @Nullable String key, int rate, boolean isUnacknowledged) {

    /** Reads everything from a place on. */
    public static StreamReading from(StreamPosition position) {
        return new StreamReading(position, false, null, 0, false);
    }
}
