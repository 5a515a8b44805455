// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * An operator holds the deliveries of a mailbox back, or lets them go on.
 *
 * @param mailbox   number of the mailbox
 * @param isPaused  whether nothing is delivered from now on
 * @param isDurable whether the mailbox is durable
 */
public record MailboxPaused(long mailbox, boolean isPaused, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onMailboxPaused(this);
    }
}
