// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A stream is gone, with its events and groups.
 *
 * @param stream number of the stream
 */
public record StreamDeleted(long stream) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.streams().onStreamDeleted(this);
    }
}
