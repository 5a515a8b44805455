// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A connection has ended; what belonged to it was ended by facts before this one.
 *
 * @param connection number of the connection
 */
public record ConnectionClosed(long connection) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onConnectionClosed(this);
    }
}
