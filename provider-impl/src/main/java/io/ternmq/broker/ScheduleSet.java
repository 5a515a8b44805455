// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Terms;

/**
 * A schedule stands, in place of one of the same name.
 *
 * @param terms      when it runs
 * @param message    what each run sends
 * @param nextMillis its next moment, in milliseconds since 1970
 * @param lastMillis its last run, or 0 when there was none
 * @param runs       how many there were
 */
public record ScheduleSet(Terms terms, FrozenMessage message, long nextMillis, long lastMillis, long runs)
        implements Fact {

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onScheduleSet(this);
    }
}
