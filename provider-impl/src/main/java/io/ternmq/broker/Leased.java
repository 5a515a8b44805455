// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A message in flight belongs to its consumer until a moment.
 *
 * @param mailbox     number of the mailbox
 * @param entry       number of the message
 * @param untilMillis when it goes back unless this is recorded anew, in milliseconds since 1970
 */
public record Leased(long mailbox, long entry, long untilMillis) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onLeased(this);
    }
}
