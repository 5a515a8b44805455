// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * What the broker has taken from a producer so far: the form in which a checkpoint remembers it. Between checkpoints
 * the messages themselves say it.
 *
 * @param producer  the producer's prefix in the identities of its messages
 * @param intervals the numbers of its messages: first and last of each run, ascending; handed over, not copied
 * @param millis    when it was heard last, in milliseconds since 1970; 0 for just now
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
public record ProducerSeen(String producer, long[] intervals, long millis) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onProducerSeen(this);
    }
}
