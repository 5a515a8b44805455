// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/**
 * How long the events of a stream are kept, and how they are divided. What goes beyond a limit is dropped from the old
 * end; an event that is being read is not waited for.
 *
 * @param partitions   parts that consumers of a group share among them, by key; 1 (default) to 1,024, fixed for the
 *                     life of a stream
 * @param maxAgeMillis how long an event is kept, in milliseconds; -1 (default) for ever
 * @param maxBytes     how many bytes of messages are kept; -1 (default) for any number
 * @param maxEvents    how many events are kept; -1 (default) for any number
 * @param compact      whether of each key only the last event is kept; default false
 */
public record StreamPolicy(int partitions, long maxAgeMillis, long maxBytes, long maxEvents, boolean compact) {

    /** One partition, everything for ever. */
    public static final StreamPolicy DEFAULT =
            new StreamPolicy(1, Limits.UNLIMITED, Limits.UNLIMITED, Limits.UNLIMITED, false);

    private static final int MOST_PARTITIONS = 1_024;

    /** Checks the ranges. */
    public StreamPolicy {
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException(
                    "partitions must be 1 to " + MOST_PARTITIONS + ", but is " + partitions);
        }
        Checks.positiveOrUnlimited("max-age-millis", maxAgeMillis);
        Checks.positiveOrUnlimited("max-bytes", maxBytes);
        Checks.positiveOrUnlimited("max-events", maxEvents);
    }

    /**
     * Divides the stream.
     *
     * @param count number of partitions, 1 to 1,024
     * @return a copy with so many
     */
    public StreamPolicy withPartitions(int count) {
        return new StreamPolicy(count, maxAgeMillis, maxBytes, maxEvents, compact);
    }

    /**
     * Keeps events for a time.
     *
     * @param millis milliseconds, or {@link Limits#UNLIMITED}
     * @return a copy with this age
     */
    public StreamPolicy withMaxAgeMillis(long millis) {
        return new StreamPolicy(partitions, millis, maxBytes, maxEvents, compact);
    }

    /**
     * Keeps so many bytes.
     *
     * @param bytes bytes of messages, or {@link Limits#UNLIMITED}
     * @return a copy with this limit
     */
    public StreamPolicy withMaxBytes(long bytes) {
        return new StreamPolicy(partitions, maxAgeMillis, bytes, maxEvents, compact);
    }

    /**
     * Keeps so many events.
     *
     * @param events number of events, or {@link Limits#UNLIMITED}
     * @return a copy with this limit
     */
    public StreamPolicy withMaxEvents(long events) {
        return new StreamPolicy(partitions, maxAgeMillis, maxBytes, events, compact);
    }

    /**
     * Keeps the last event of each key only.
     *
     * @param lastOnly whether to
     * @return a copy with this choice
     */
    public StreamPolicy withCompact(boolean lastOnly) {
        return new StreamPolicy(partitions, maxAgeMillis, maxBytes, maxEvents, lastOnly);
    }
}
