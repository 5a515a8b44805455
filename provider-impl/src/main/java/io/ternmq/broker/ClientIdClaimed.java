// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A connection has got a client identifier.
 *
 * @param connection number of the connection
 * @param clientId the identifier
 */
public record ClientIdClaimed(long connection, String clientId) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onClientIdClaimed(this);
    }
}
