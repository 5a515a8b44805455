// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A consumer with credit sleeps until a message comes.
 *
 * @param connection number of its connection
 * @param handle     number by which its client calls it
 * @param seen       how many messages had arrived for it by then
 */
public record Awaited(long connection, long handle, long seen) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onAwaited(this);
    }
}
