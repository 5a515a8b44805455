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
 * @param stream            how the events are kept of the stream behind each topic; null (default) for no stream. Has
 *                          no meaning for queues and temporary topics
 */
public record DestinationPolicy(
        Limits limits,
        Redelivery redelivery,
        @Nullable String deadLetterAddress,
        @Nullable String expiryAddress,
        boolean autoCreate,
        @Nullable StreamPolicy stream) {

    /** The settings of a destination that no pattern speaks of. */
    public static final DestinationPolicy DEFAULT =
            new DestinationPolicy(Limits.DEFAULT, Redelivery.DEFAULT, null, null, true, null);

    /**
     * Settings of destinations without streams.
     *
     * @param limits            how much is held
     * @param redelivery        attempts and pauses
     * @param deadLetterAddress queue for messages whose attempts are used up, or null
     * @param expiryAddress     queue for expired messages, or null
     * @param autoCreate        whether first use creates the destination
     */
    public DestinationPolicy(
            Limits limits,
            Redelivery redelivery,
            @Nullable String deadLetterAddress,
            @Nullable String expiryAddress,
            boolean autoCreate) {
        this(limits, redelivery, deadLetterAddress, expiryAddress, autoCreate, null);
    }

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
        return new DestinationPolicy(newLimits, redelivery, deadLetterAddress, expiryAddress, autoCreate, stream);
    }

    /**
     * Replaces the redelivery settings.
     *
     * @param newRedelivery attempts and pauses
     * @return a copy with these settings
     */
    public DestinationPolicy withRedelivery(Redelivery newRedelivery) {
        return new DestinationPolicy(limits, newRedelivery, deadLetterAddress, expiryAddress, autoCreate, stream);
    }

    /**
     * Names the dead-letter queue.
     *
     * @param queue name of a queue, or null for the default name
     * @return a copy with this queue
     */
    public DestinationPolicy withDeadLetterAddress(@Nullable String queue) {
        return new DestinationPolicy(limits, redelivery, queue, expiryAddress, autoCreate, stream);
    }

    /**
     * Names the queue for expired messages.
     *
     * @param queue name of a queue, or null to remove expired messages
     * @return a copy with this queue
     */
    public DestinationPolicy withExpiryAddress(@Nullable String queue) {
        return new DestinationPolicy(limits, redelivery, deadLetterAddress, queue, autoCreate, stream);
    }

    /**
     * Chooses whether first use creates the destination.
     *
     * @param create true to create on first use
     * @return a copy with this choice
     */
    public DestinationPolicy withAutoCreate(boolean create) {
        return new DestinationPolicy(limits, redelivery, deadLetterAddress, expiryAddress, create, stream);
    }

    /**
     * Puts a stream behind each topic.
     *
     * @param newStream how its events are kept, or null for no stream
     * @return a copy with this choice
     */
    public DestinationPolicy withStream(@Nullable StreamPolicy newStream) {
        return new DestinationPolicy(limits, redelivery, deadLetterAddress, expiryAddress, autoCreate, newStream);
    }
}
