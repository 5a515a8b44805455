// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.message.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a dead letter can go back to.
 *
 * @param address the queue, or the topic to which it was sent; null when it cannot go back
 * @param mailbox number of the mailbox at which it failed
 * @param refusal why it cannot go back, or null
 */
record Origin(@Nullable Address address, long mailbox, @Nullable String refusal) {

    static Origin none(String refusal) {
        return new Origin(null, 0, refusal);
    }
}
