// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.Bytes;

/**
 * The next part of a large body is there. It is durable whatever becomes of the message; without a message that holds
 * the body it means nothing after a restart.
 *
 * @param body  number of the body; numbers only grow
 * @param bytes the part
 */
public record PartStored(long body, Bytes bytes) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onPartStored(this);
    }
}
