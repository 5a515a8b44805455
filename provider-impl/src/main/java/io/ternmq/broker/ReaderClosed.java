// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A reader is gone, with its mailbox; what it held of a group's partitions is free for others.
 *
 * @param mailbox number of the mailbox
 */
public record ReaderClosed(long mailbox) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onReaderClosed(this);
    }
}
