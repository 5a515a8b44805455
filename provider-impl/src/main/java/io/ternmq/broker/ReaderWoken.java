// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * The time has come for a reader that reads so many events a second.
 *
 * @param mailbox number of its mailbox
 */
public record ReaderWoken(long mailbox) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onReaderWoken(this);
    }
}
