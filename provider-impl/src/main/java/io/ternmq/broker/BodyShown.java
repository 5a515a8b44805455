// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A connection was shown a message with a large body and may fetch that.
 *
 * @param connection number of the connection
 * @param body       number of the body
 */
public record BodyShown(long connection, long body) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBodyShown(this);
    }
}
