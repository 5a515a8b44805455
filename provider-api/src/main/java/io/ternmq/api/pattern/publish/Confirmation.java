// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.publish;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message that the provider has taken.
 *
 * @param messageId identity of the message, or null when the provider gives none
 * @param safety    how safe it is by now
 * @param offset    its place in the stream of its channel, or -1 when the provider says none
 */
public record Confirmation(@Nullable String messageId, Safety safety, long offset) {

    /** How safe a message is. */
    public enum Safety {
        /** It is persistent, and the provider has answered that it has it: it outlives a crash of the provider. */
        STORED,
        /** The provider has it in memory; it may be lost with it. */
        BUFFERED
    }

    /** Checks that the safety is said. */
    public Confirmation {
        Objects.requireNonNull(safety, "safety");
    }

    /**
     * Whether it outlives the provider.
     *
     * @return true for {@link Safety#STORED}
     */
    public boolean isStored() {
        return safety == Safety.STORED;
    }
}
