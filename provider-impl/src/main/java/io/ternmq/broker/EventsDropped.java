// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * The oldest events of a stream are not kept any more.
 *
 * @param stream number of the stream
 * @param before offset of the first event that is kept
 */
public record EventsDropped(long stream, long before) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onEventsDropped(this);
    }
}
