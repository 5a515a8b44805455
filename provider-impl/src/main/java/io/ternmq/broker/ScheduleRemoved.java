// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A schedule was ended.
 *
 * @param name its name
 */
public record ScheduleRemoved(String name) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onScheduleRemoved(this);
    }
}
