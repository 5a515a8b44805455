// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

import java.util.Objects;

/**
 * How much one queue or one subscription may hold; under {@link FullPolicy#PAGE}, how much of it in memory.
 *
 * @param maxMessages        most messages held, delivered but unacknowledged ones included; 1 or more, or
 *                           {@link #UNLIMITED} (default)
 * @param maxBytes           most bytes held, by the size of bodies and properties; 1 or more, or {@link #UNLIMITED}
 *                           (default; the broker's memory limit applies all the same)
 * @param fullPolicy         what happens to a message that meets a full queue; default {@link FullPolicy#PAGE}
 * @param blockTimeoutMillis how long a sender waits for room under {@link FullPolicy#BLOCK}, and under
 *                           {@link FullPolicy#PAGE} with a message that cannot be in the store only, in
 *                           milliseconds; 0 or more; default 10,000
 */
public record Limits(long maxMessages, long maxBytes, FullPolicy fullPolicy, long blockTimeoutMillis) {

    /** No limit. */
    public static final long UNLIMITED = -1;

    /** No limit of its own; senders that meet the broker's memory limit wait for at most ten seconds. */
    public static final Limits DEFAULT = new Limits(UNLIMITED, UNLIMITED, FullPolicy.PAGE, 10_000);

    /** Checks the ranges. */
    public Limits {
        Objects.requireNonNull(fullPolicy, "fullPolicy");
        Checks.positiveOrUnlimited("max-size-messages", maxMessages);
        Checks.positiveOrUnlimited("max-size-bytes", maxBytes);
        Checks.atLeast("block-timeout-millis", blockTimeoutMillis, 0);
    }

    /**
     * Limits the number of messages.
     *
     * @param messages most messages held; 1 or more, or {@link #UNLIMITED}
     * @return a copy with this limit
     */
    public Limits withMaxMessages(long messages) {
        return new Limits(messages, maxBytes, fullPolicy, blockTimeoutMillis);
    }

    /**
     * Limits the bytes.
     *
     * @param bytes most bytes held; 1 or more, or {@link #UNLIMITED}
     * @return a copy with this limit
     */
    public Limits withMaxBytes(long bytes) {
        return new Limits(maxMessages, bytes, fullPolicy, blockTimeoutMillis);
    }

    /**
     * Chooses what happens at the limit.
     *
     * @param policy the policy
     * @return a copy with this policy
     */
    public Limits withFullPolicy(FullPolicy policy) {
        return new Limits(maxMessages, maxBytes, policy, blockTimeoutMillis);
    }

    /**
     * Bounds the wait of a sender.
     *
     * @param millis 0 or more milliseconds
     * @return a copy with this bound
     */
    public Limits withBlockTimeoutMillis(long millis) {
        return new Limits(maxMessages, maxBytes, fullPolicy, millis);
    }
}
