// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

/**
 * A schedule has run, or left moments out. Recorded behind the {@link Routed} of the run, in the same batch.
 *
 * @param name       its name
 * @param nextMillis its next moment, in milliseconds since 1970; 0 when there is none, which ends it
 * @param lastMillis its last run, or 0 when there was none
 * @param runs       how many there were
 */
public record ScheduleMoved(String name, long nextMillis, long lastMillis, long runs) implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onScheduleMoved(this);
    }
}
