// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.FrozenMessage;

/**
 * A message waits for the commit of a transaction.
 *
 * @param connection number of the connection
 * @param transaction number of the transaction on it
 * @param message the message
 */
public record Staged(long connection, long transaction, FrozenMessage message) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onStaged(this);
    }
}
