// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * An event goes back from the mailbox of a reader: its partition is to be another one's, or the group was moved.
 *
 * @param mailbox number of the mailbox
 * @param entry   number of the message there
 * @param isAgain whether the group still wants it
 */
public record Unfed(long mailbox, long entry, boolean isAgain) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onUnfed(this);
    }
}
