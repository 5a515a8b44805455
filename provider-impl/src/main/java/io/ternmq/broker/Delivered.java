// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A message is in flight to a consumer.
 *
 * @param mailbox number of the mailbox
 * @param entry number of the message
 * @param consumer number of the consumer in the broker, unknown after a restart
 * @param attempt 1 for the first delivery, and so on
 * @param isDurable whether the message and its mailbox are durable
 */
public record Delivered(long mailbox, long entry, long consumer, int attempt, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onDelivered(this);
    }
}
