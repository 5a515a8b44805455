// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * Counts who holds large bodies; what nobody holds goes when the present decision has been applied. Owned by the
 * shard.
 */
public interface BodyHolds {

    /** For whoever has no large bodies. */
    BodyHolds NONE = new BodyHolds() {

        @Override
        public void hold(long body) {
            // nothing to count
        }

        @Override
        public void release(long body) {
            // nothing to count
        }
    };

    /** One place more has a message with this body. */
    void hold(long body);

    /** One place less. */
    void release(long body);

    /** The large body of a message, or null. Such a message is always in memory, without the body. */
    static @Nullable LargeBody of(MessageRef message) {
        MessageRef whole = message instanceof EventRef event ? event.message() : message;
        return whole instanceof FrozenMessage frozen && frozen.body() instanceof LargeBody large ? large : null;
    }

    /** A message came to a place. */
    default void hold(MessageRef message) {
        LargeBody large = of(message);
        if (large != null) {
            hold(large.number());
        }
    }

    /** A message left a place. */
    default void release(MessageRef message) {
        LargeBody large = of(message);
        if (large != null) {
            release(large.number());
        }
    }
}
