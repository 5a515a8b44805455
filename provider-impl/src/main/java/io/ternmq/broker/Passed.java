// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A reader has looked at events and does not want them, or has got them without having to acknowledge.
 *
 * @param mailbox  number of the mailbox
 * @param stream   number of the stream
 * @param next     offset of the first event that it has not looked at
 * @param consumer number of the consumer that got some, or 0
 * @param count    how many it got
 * @param millis   the moment, in milliseconds since 1970
 */
public record Passed(long mailbox, long stream, long next, long consumer, int count, long millis) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onPassed(this);
    }
}
