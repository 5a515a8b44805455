// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * There was no room for what a schedule sends: it is tried again.
 *
 * @param name       its name
 * @param untilMillis when, in milliseconds since 1970
 */
public record ScheduleHeld(String name, long untilMillis) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onScheduleHeld(this);
    }
}
