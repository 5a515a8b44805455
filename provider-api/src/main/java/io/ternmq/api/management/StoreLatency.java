// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

/**
 * How long it took from the moment at which facts were handed to the store until they were durable, since the broker
 * started. A mean over a stretch of time follows from two readings.
 *
 * @param count      batches that became durable
 * @param totalNanos how long all of them took together
 * @param maxNanos   how long the slowest one took
 */
public record StoreLatency(long count, long totalNanos, long maxNanos) {

    /** Nothing was stored yet. */
    public static final StoreLatency NONE = new StoreLatency(0, 0, 0);

    /**
     * The mean since the broker started.
     *
     * @return nanoseconds; 0 before anything was stored
     */
    public long meanNanos() {
        return count == 0 ? 0 : totalNanos / count;
    }
}
