// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A subscription is gone, with its messages.
 *
 * @param mailbox number of its mailbox
 * @param isDurable whether the subscription was durable
 */
public record SubscriptionDeleted(long mailbox, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onSubscriptionDeleted(this);
    }
}
