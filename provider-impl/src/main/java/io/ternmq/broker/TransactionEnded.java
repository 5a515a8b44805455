// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A transaction is committed or rolled back; its staged messages are forgotten here.
 *
 * @param connection number of the connection
 * @param transaction number of the transaction on it
 */
public record TransactionEnded(long connection, long transaction) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onTransactionEnded(this);
    }
}
