// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the queues and topics whose name matches a pattern. For topics they hold for each subscription.
 *
 * @param limits            how much is held; default {@link Limits#DEFAULT}
 * @param redelivery        attempts and pauses; default {@link Redelivery#DEFAULT}
 * @param deadLetterAddress queue for messages whose attempts are used up; null (default) means {@code DLQ.<queue>} or
 *                          {@code DLQ.<topic>.<subscription>}
 * @param expiryAddress     queue for expired messages; null (default) means that they are removed and counted
 * @param autoCreate        whether first use creates the destination; default true
 */
public record DestinationPolicy(
        Limits limits,
        Redelivery redelivery,
        @Nullable String deadLetterAddress,
        @Nullable String expiryAddress,
        boolean autoCreate) {

    /** The settings of a destination that no pattern speaks of. */
    public static final DestinationPolicy DEFAULT =
            new DestinationPolicy(Limits.DEFAULT, Redelivery.DEFAULT, null, null, true);

    /** Checks that the parts are there. */
    public DestinationPolicy {
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(redelivery, "redelivery");
    }

    /**
     * Replaces the limits.
     *
     * @param newLimits how much is held
     * @return a copy with these limits
     */
    public DestinationPolicy withLimits(Limits newLimits) {
        return new DestinationPolicy(newLimits, redelivery, deadLetterAddress, expiryAddress, autoCreate);
    }

    /**
     * Replaces the redelivery settings.
     *
     * @param newRedelivery attempts and pauses
     * @return a copy with these settings
     */
    public DestinationPolicy withRedelivery(Redelivery newRedelivery) {
        return new DestinationPolicy(limits, newRedelivery, deadLetterAddress, expiryAddress, autoCreate);
    }

    /**
     * Names the dead-letter queue.
     *
     * @param queue name of a queue, or null for the default name
     * @return a copy with this queue
     */
    public DestinationPolicy withDeadLetterAddress(@Nullable String queue) {
        return new DestinationPolicy(limits, redelivery, queue, expiryAddress, autoCreate);
    }

    /**
     * Names the queue for expired messages.
     *
     * @param queue name of a queue, or null to remove expired messages
     * @return a copy with this queue
     */
    public DestinationPolicy withExpiryAddress(@Nullable String queue) {
        return new DestinationPolicy(limits, redelivery, deadLetterAddress, queue, autoCreate);
    }

    /**
     * Chooses whether first use creates the destination.
     *
     * @param create true to create on first use
     * @return a copy with this choice
     */
    public DestinationPolicy withAutoCreate(boolean create) {
        return new DestinationPolicy(limits, redelivery, deadLetterAddress, expiryAddress, create);
    }
}
