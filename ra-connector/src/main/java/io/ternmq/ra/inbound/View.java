// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as operators see it.
 *
 * @param name        what the server calls it
 * @param destination what it takes messages from
 * @param state       what it does
 * @param lanes       how many messages are being worked on
 * @param tally       what was delivered so far
 * @param lastFailure what went wrong last, or null
 * @param pausedUntil when a paused endpoint tries again, otherwise null
 */
public record View(
        String name,
        String destination,
        State state,
        int lanes,
        Tally tally,
        @Nullable String lastFailure,
        @Nullable Instant pausedUntil) {

    /**
     * Counts of deliveries since the activation.
     *
     * @param delivered   those that went well
     * @param failed      those that failed
     * @param failedInRow those that failed since the last one that went well
     */
    public record Tally(long delivered, long failed, long failedInRow) {
    }
}
