// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.api.pattern.work.ScheduleSpec;
import io.ternmq.api.pattern.work.ScheduleView;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.work.BrokerScheduler;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Objects;

/**
 * A schedule in the broker and the queue of its runs. All processes that have it take from the same queue, so that each
 * run is one process's. Runs that wait in the queue while nobody is there, or while the method is busy, are treated as
 * those that the broker misses: but for {@link MissedRuns#RUN_ALL}, only the newest is a run. Any thread.
 */
final class Occasion {

    private static final String PREFIX = "schedule.";

    private final Scheduler scheduler;
    private final ScheduleSpec spec;
    private final boolean isTold;

    /**
     * Nothing is scheduled yet.
     *
     * @param isTold whether the method wants to know of the schedule
     */
    Occasion(Toolbox tools, ScheduleSpec spec, boolean isTold) {
        this.scheduler = new BrokerScheduler(tools);
        this.spec = spec;
        this.isTold = isTold;
    }

    static Channel queueOf(ScheduleSpec spec) {
        return Channel.queue(PREFIX + spec.name());
    }

    /** Leaves a schedule alone that stands as it should, and makes or replaces it otherwise. */
    void install() {
        Channel queue = queueOf(spec);
        boolean stands = scheduler.find(spec.name())
                .filter(view -> view.channel().equals(queue) && isSame(view.spec()))
                .isPresent();
        if (!stands) {
            scheduler.schedule(spec, Outgoing.to(queue).body(spec.name()));
        }
    }

    private boolean isSame(ScheduleSpec other) {
        return Objects.equals(other.cron(), spec.cron())
                && Objects.equals(other.at(), spec.at())
                && other.zone().equals(spec.zone())
                && other.missed() == spec.missed();
    }

    /** Whether a message stands for a run that is still wanted. */
    boolean isFor(Message run) throws JMSException {
        if (spec.missed() == MissedRuns.RUN_ALL || !run.propertyExists(MessageProperties.SCHEDULED_TIME)) {
            return true;
        }
        Instant last = moment().last();
        return last == null || run.getLongProperty(MessageProperties.SCHEDULED_TIME) >= last.toEpochMilli();
    }

    /** The schedule as it is; as it was declared when it is gone. */
    ScheduleView moment() {
        return scheduler.find(spec.name()).orElseGet(() -> new ScheduleView(spec, queueOf(spec), null, null, 0));
    }

    /** Whether the method wants {@link #moment}. */
    boolean isTold() {
        return isTold;
    }
}
