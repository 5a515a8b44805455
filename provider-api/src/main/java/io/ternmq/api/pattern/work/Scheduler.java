// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Has the broker send typed messages at moments. Schedules belong to the broker and outlive this program. Callable from
 * any thread; every method waits for the broker's answer.
 *
 * <p>What the broker refuses is an {@link io.ternmq.api.ProviderException}: {@code INVALID_SETTING} for an expression
 * that is not understood, {@code BROKER_HELP_NEEDED} over another provider.
 */
public interface Scheduler {

    /**
     * Makes a schedule, or replaces the one of the same name.
     *
     * @param spec    when
     * @param message what each run sends; a delay of its own is not followed
     * @return the schedule with its next run
     */
    ScheduleView schedule(ScheduleSpec spec, Outgoing<?> message);

    /**
     * Sends once, at a moment.
     *
     * @param name    unique in the broker
     * @param moment  when
     * @param channel where to
     * @param body    what
     * @return the schedule
     */
    default ScheduleView at(String name, Instant moment, Channel channel, Object body) {
        return schedule(ScheduleSpec.at(name, moment), Outgoing.to(channel).body(body));
    }

    /**
     * Sends once, after a time.
     *
     * @param name    unique in the broker
     * @param delay   how long from now, by the broker's clock if that is in this process
     * @param channel where to
     * @param body    what
     * @return the schedule
     */
    ScheduleView in(String name, Duration delay, Channel channel, Object body);

    /**
     * Sends again and again.
     *
     * @param name       unique in the broker
     * @param expression five cron fields, or six with seconds in front
     * @param zone       time zone of the fields
     * @param channel    where to
     * @param body       what
     * @return the schedule
     */
    default ScheduleView cron(String name, String expression, ZoneId zone, Channel channel, Object body) {
        return schedule(ScheduleSpec.cron(name, expression, zone), Outgoing.to(channel).body(body));
    }

    /**
     * Lists schedules by name: those that the user may send to or manage.
     *
     * @param prefix how their names begin, empty for all
     * @return those that will run again
     */
    List<ScheduleView> list(String prefix);

    /**
     * Finds one schedule.
     *
     * @param name its name
     * @return empty when it does not stand any more
     */
    default Optional<ScheduleView> find(String name) {
        return list(name).stream().filter(view -> view.spec().name().equals(name)).findFirst();
    }

    /**
     * Ends a schedule.
     *
     * @param name its name
     * @return false when there was none
     */
    boolean cancel(String name);

    /**
     * Lets a schedule run once, now; its next run stays as it is.
     *
     * @param name its name
     * @return false when there was none
     */
    boolean runNow(String name);
}
