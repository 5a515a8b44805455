// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A consumer was asked to give messages back, and is not asked again before it has answered.
 *
 * @param mailbox number of the mailbox
 * @param consumer number of the consumer in the broker
 */
public record Recalled(long mailbox, long consumer) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onRecalled(this);
    }
}
