// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A subscription collects messages from now on.
 *
 * @param mailbox number of its mailbox
 * @param spec what it is
 */
public record SubscriptionCreated(long mailbox, SubscriptionSpec spec) implements Fact {

    @Override
    public boolean isDurable() {
        return spec.durable();
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onSubscriptionCreated(this);
    }
}
