// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.BranchId;
import org.jspecify.annotations.Nullable;

/**
 * A prepared branch will send a message.
 *
 * @param branch     the branch
 * @param message    the message
 * @param connection number of the sender's connection
 * @param clientId   client identifier of the sender, or null
 */
public record Enlisted(BranchId branch, FrozenMessage message, long connection, @Nullable String clientId)
        implements Fact {

    @Override
    public boolean isDurable() {
        return message.isPersistent() && !message.destination().isTemporary();
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onEnlisted(this);
    }
}
