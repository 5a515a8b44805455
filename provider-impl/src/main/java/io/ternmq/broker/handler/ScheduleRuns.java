// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.ScheduleHeld;
import io.ternmq.broker.ScheduleMoved;
import io.ternmq.broker.calendar.Plan;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Missed;
import java.util.Map;

/** Decides what comes of a moment of a schedule: a message of its own for each run, and the next moment. */
public final class ScheduleRuns {

    /** Of missed moments so many are made up for at most. */
    public static final int MOST_MISSED = 1_000;

    private static final long RETRY_MILLIS = 1_000;

    private final Routing routing;
    private final RoomCheck room;
    private final String producer;
    private final long startedMillis;
    private long lastNumber;

    /**
     * Runs schedules.
     *
     * @param state         the state
     * @param identity      never the same for two starts of any broker
     * @param startedMillis moments before this one were missed
     */
    public ScheduleRuns(BrokerState state, String identity, long startedMillis) {
        this.routing = new Routing(state);
        this.room = new RoomCheck(state);
        this.producer = identity + ".schedules";
        this.startedMillis = startedMillis;
    }

    /**
     * Decides about the next moment of a schedule, which has come.
     *
     * @param isLast whether further moments that were missed are left out
     */
    public void decide(Plan plan, long nowMillis, boolean isLast, Decision out) {
        long moment = plan.nextMillis();
        Missed choice = plan.terms().missed();
        if (choice == Missed.SKIP && moment < startedMillis) {
            out.record(moved(plan, plan.momentAfter(startedMillis - 1), plan.lastMillis(), plan.runs()));
        } else if (sends(plan, moment, nowMillis, out)) {
            long done = choice == Missed.RUN_ALL && !isLast ? moment : Math.max(moment, nowMillis);
            out.record(moved(plan, plan.momentAfter(done), nowMillis, plan.runs() + 1));
        } else {
            out.clear();
            out.record(new ScheduleHeld(plan.terms().name(), nowMillis + RETRY_MILLIS));
        }
    }

    /** Decides about a run that somebody wants now; false, and nothing is decided, when there is no room. */
    boolean runsNow(Plan plan, long nowMillis, Decision out) {
        if (!sends(plan, nowMillis, nowMillis, out)) {
            out.clear();
            return false;
        }
        long next = plan.terms().cron() == null ? 0 : plan.nextMillis();
        out.record(moved(plan, next, nowMillis, plan.runs() + 1));
        return true;
    }

    private static ScheduleMoved moved(Plan plan, long next, long last, long runs) {
        return new ScheduleMoved(plan.terms().name(), next, last, runs);
    }

    private boolean sends(Plan plan, long moment, long nowMillis, Decision out) {
        Map<String, Object> origin = Map.of(
                MessageProperties.SCHEDULE, plan.terms().name(), MessageProperties.SCHEDULED_TIME, moment);
        FrozenMessage message =
                plan.message().sentAgain(new MessageId(producer, ++lastNumber), nowMillis, origin);
        try {
            long[] targets = routing.targets(message, out);
            if (!room.isThereFor(message, targets, out)) {
                return false;
            }
            routing.route(message, targets, nowMillis, out);
            return true;
        } catch (ProviderException refusal) {
            return false; // tried again: others must not stop for it, and what stands in its way may go
        }
    }
}
