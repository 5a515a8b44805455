// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * It is later than it was: what was remembered for too long may be forgotten.
 *
 * @param millis the moment, in milliseconds since 1970
 */
public record TimePassed(long millis) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onTimePassed(this);
    }
}
