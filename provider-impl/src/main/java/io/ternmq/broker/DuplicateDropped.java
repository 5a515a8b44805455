// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/** A message was answered as if it had been taken, and was not: the broker has it already. */
public record DuplicateDropped() implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onDuplicateDropped(this);
    }
}
