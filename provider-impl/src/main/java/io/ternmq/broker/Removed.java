// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A message has left a mailbox for good.
 *
 * @param mailbox number of the mailbox
 * @param entry number of the message
 * @param why the reason
 * @param isDurable whether the message and its mailbox are durable
 */
public record Removed(long mailbox, long entry, Removal why, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onRemoved(this);
    }
}
