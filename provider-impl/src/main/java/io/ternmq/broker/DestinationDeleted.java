// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.Address;

/**
 * A destination is gone, with the messages of its queue.
 *
 * @param address its address
 */
public record DestinationDeleted(Address address) implements Fact {

    @Override
    public boolean isDurable() {
        return !address.isTemporary();
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onDestinationDeleted(this);
    }
}
