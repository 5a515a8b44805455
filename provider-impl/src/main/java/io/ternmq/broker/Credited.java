// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A consumer takes more messages, or none beyond those in flight.
 *
 * @param connection number of its connection
 * @param handle number by which its client calls it
 * @param messages how many more, or {@link io.ternmq.protocol.Credit#REVOKE}
 */
public record Credited(long connection, long handle, int messages) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onCredited(this);
    }
}
