// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A consumer takes no more; what is in flight to it stays so until it is settled.
 *
 * @param connection number of its connection
 * @param handle number by which its client calls it
 */
public record ConsumerClosed(long connection, long handle) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onConsumerClosed(this);
    }
}
