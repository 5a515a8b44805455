// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A run of events that a stream has, by reference and in order: the form in which a checkpoint remembers them.
 *
 * @param stream  number of the stream
 * @param offsets their places
 * @param entries their numbers
 * @param refs    where the store has them
 * @param sizes   about how many bytes each takes once loaded
 * @param millis  when each was appended, in milliseconds since 1970
 * @param hashes  of their keys; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed
public record EventsKept(
        long stream,
        long[] offsets,
        long[] entries,
        long[] refs,
        int[] sizes,
        long[] millis,
        int[] hashes)
        implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onEventsKept(this);
    }
}
