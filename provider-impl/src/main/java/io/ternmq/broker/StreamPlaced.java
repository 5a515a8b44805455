// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * The ends of a stream whose events may all be gone: the form in which a checkpoint remembers them.
 *
 * @param stream     number of the stream
 * @param nextOffset offset of the next event
 * @param lastMillis when the last one was appended, in milliseconds since 1970
 * @param lastEntry  number of the last one: none is given out again that a reader may have read
 */
public record StreamPlaced(long stream, long nextOffset, long lastMillis, long lastEntry) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onStreamPlaced(this);
    }
}
