// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import java.time.ZoneId;

/** Reads a cron expression as the broker does, to find what is wrong with it. Any thread. */
@FunctionalInterface
public interface ScheduleCheck {

    /**
     * Accepts an expression.
     *
     * @throws RuntimeException when it is none; says why
     */
    void accept(String expression, ZoneId zone);
}
