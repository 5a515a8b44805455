// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.Address;

/**
 * A queue, or a temporary topic, exists from now on. Other topics need no record of their own.
 *
 * @param address its address
 * @param mailbox number of the mailbox of a queue; 0 for a topic
 * @param owner number of the connection whose end ends it; 0 for none
 */
public record DestinationCreated(Address address, long mailbox, long owner) implements Fact {

    @Override
    public boolean isDurable() {
        return !address.isTemporary();
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onDestinationCreated(this);
    }
}
