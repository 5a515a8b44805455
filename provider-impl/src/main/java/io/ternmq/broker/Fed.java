// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * An event goes from its stream to the mailbox of a reader.
 *
 * @param mailbox  number of the mailbox
 * @param entry    number of the message there
 * @param event    the event
 * @param attempts how often it was delivered to the group before
 * @param millis   the moment, in milliseconds since 1970
 */
public record Fed(long mailbox, long entry, EventRef event, int attempts, long millis) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onFed(this);
    }
}
