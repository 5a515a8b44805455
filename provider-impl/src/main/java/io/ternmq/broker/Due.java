// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A scheduled message may be delivered from now on. It is recorded, since this moment gives the message its place in
 * the order, which must be the same after a restart.
 *
 * @param mailbox number of the mailbox
 * @param entry number of the message
 * @param isDurable whether the message and its mailbox are durable
 */
public record Due(long mailbox, long entry, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onDue(this);
    }
}
