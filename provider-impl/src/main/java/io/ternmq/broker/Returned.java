// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A message in flight is back in its mailbox, at its old place or, after a pause, at the end.
 *
 * @param mailbox number of the mailbox
 * @param entry number of the message
 * @param counted whether the attempt counts; false when no application saw the message
 * @param dueMillis end of the pause in milliseconds since 1970; 0 for none
 * @param isDurable whether the message and its mailbox are durable
 */
public record Returned(long mailbox, long entry, boolean counted, long dueMillis, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onReturned(this);
    }
}
