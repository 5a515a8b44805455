// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A run of messages that a mailbox holds, by reference and in order: the form in which a checkpoint remembers a
 * backlog. All have one priority; they are durable.
 *
 * @param mailbox     number of the mailbox
 * @param priority    0 to 9
 * @param entries     numbers of the messages
 * @param refs        where the store has them
 * @param sizes       about how many bytes each takes once loaded
 * @param expirations when each stops being deliverable, in milliseconds since 1970; 0 for never
 * @param dues        when each may be delivered, in milliseconds since 1970; 0 for at once
 * @param attempts    how often each has been delivered
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed; there may be millions
public record Stocked(
        long mailbox,
        int priority,
        long[] entries,
        long[] refs,
        int[] sizes,
        long[] expirations,
        long[] dues,
        int[] attempts)
        implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onStocked(this);
    }
}
