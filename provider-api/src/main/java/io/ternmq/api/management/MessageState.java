// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * Where in its life a message is, and why it does not go on.
 *
 * @param stage       where it is
 * @param attempts    how often it was delivered so far, the present delivery included
 * @param untilMillis when it may be delivered while it is {@link Stage#SCHEDULED}, in milliseconds since 1970; else 0
 * @param connection  number of the connection that has it while it is {@link Stage#IN_FLIGHT}; else 0
 * @param clientId    client identifier of that connection, or null
 * @param origin      where it came from when it is a dead letter; else null
 * @param why         the same in a sentence for people, with what holds it back
 */
public record MessageState(
        Stage stage,
        int attempts,
        long untilMillis,
        long connection,
        @Nullable String clientId,
        @Nullable Origin origin,
        String why) {

    /** Where a message can be. */
    public enum Stage {
        /** It waits for its delivery time, or for the end of a pause between two attempts. */
        SCHEDULED,
        /** It may be delivered. */
        READY,
        /** A consumer has it and has not acknowledged it. */
        IN_FLIGHT,
        /** It was consumed within a distributed transaction that is not committed yet. */
        IN_TRANSACTION
    }

    /**
     * Where a dead letter came from.
     *
     * @param destination  where it failed, {@code queue://name} or {@code topic://name}
     * @param subscription name of the subscription, or null
     * @param reason       why it is a dead letter, for example {@code MAX_DELIVERY_ATTEMPTS}
     * @param cause        what its last consumer said, or null
     * @param attempts     how often it was delivered there
     */
    public record Origin(
            String destination,
            @Nullable String subscription,
            @Nullable String reason,
            @Nullable String cause,
            int attempts) {}
}
