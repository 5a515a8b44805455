// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * When a message is to be sent. Either {@code at} or {@code cron} is given.
 *
 * @param name   unique in the broker; a second schedule of the same name replaces the first
 * @param at     the one moment, or null
 * @param cron   five fields (minute, hour, day of month, month, day of week) or six with seconds in front, or null
 * @param zone   time zone of the fields
 * @param missed what becomes of runs that were missed
 */
public record ScheduleSpec(
        String name, @Nullable Instant at, @Nullable String cron, ZoneId zone, MissedRuns missed) {

    /** Checks that there is a name and one of the two. */
    public ScheduleSpec {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A schedule needs a name that is not blank");
        }
        if ((at == null) == (cron == null)) {
            throw new IllegalArgumentException("A schedule has either a moment or a cron expression");
        }
    }

    /**
     * One run.
     *
     * @param name   unique in the broker
     * @param moment when
     * @return the schedule
     */
    public static ScheduleSpec at(String name, Instant moment) {
        return new ScheduleSpec(name, moment, null, ZoneId.of("UTC"), MissedRuns.RUN_ONCE);
    }

    /**
     * Runs again and again.
     *
     * @param name       unique in the broker
     * @param expression five or six fields
     * @param zone       time zone of the fields
     * @return the schedule; missed runs are made up for by one
     */
    public static ScheduleSpec cron(String name, String expression, ZoneId zone) {
        return new ScheduleSpec(name, null, expression, zone, MissedRuns.RUN_ONCE);
    }

    /**
     * Chooses what becomes of missed runs.
     *
     * @param choice the policy
     * @return a copy with this choice
     */
    public ScheduleSpec withMissed(MissedRuns choice) {
        return new ScheduleSpec(name, at, cron, zone, choice);
    }
}
