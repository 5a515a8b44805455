// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.broker.Decision;
import io.ternmq.broker.ScheduleRemoved;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.broker.calendar.Cron;
import io.ternmq.broker.calendar.Plan;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.ListSchedules;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.ScheduleState;
import io.ternmq.protocol.Terms;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients ask about schedules. Who may send to a schedule's destination, or manages it, may see, run and end the
 * schedule.
 */
final class Schedules {

    private static final int LONGEST_NAME = 1_024;
    private static final int LONGEST_PAGE = 200;

    private final BrokerState state;
    private final Routing routing;
    private final ScheduleRuns runs;

    Schedules(BrokerState state, Routing routing, ScheduleRuns runs) {
        this.state = state;
        this.routing = routing;
        this.runs = runs;
    }

    void put(PutSchedule request, Asking asking, Decision out) {
        Terms terms = request.terms();
        FrozenMessage message = request.message();
        requireName(terms.name());
        requireSendable(message);
        Plan former = state.calendar().find(terms.name());
        if (former != null) {
            requireAccess(former, asking.connection());
        }
        long next = firstMoment(terms, asking.nowMillis());
        requireRoom(message);
        routing.targets(message, asking.connection(), out); // makes a queue, and refuses what can be no destination
        out.record(new ScheduleSet(terms, message, next, 0, 0));
        out.answer(new Reply.Schedules(
                List.of(new ScheduleState(terms, message.destination(), next, 0, 0)), false));
    }

    void cancel(CancelSchedule request, Asking asking, Decision out) {
        Plan plan = known(request.name(), asking.connection());
        out.record(new ScheduleRemoved(plan.terms().name()));
        out.done();
    }

    void run(RunSchedule request, Asking asking, Decision out) {
        Plan plan = known(request.name(), asking.connection());
        if (!runs.runsNow(plan, asking.nowMillis(), out)) {
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT,
                    "Schedule '" + request.name() + "' cannot run now: there is no room for its message at "
                            + plan.message().destination());
        }
        out.done();
    }

    void list(ListSchedules request, Asking asking, Decision out) {
        int limit = Math.max(1, Math.min(LONGEST_PAGE, request.limit()));
        List<ScheduleState> found = new ArrayList<>();
        boolean isMore = false;
        for (Plan plan : state.calendar().behind(request.prefix(), request.after())) {
            if (mayAccess(plan, asking.connection())) {
                isMore = found.size() == limit;
                if (isMore) {
                    break;
                }
                found.add(plan.state());
            }
        }
        out.answer(new Reply.Schedules(found, isMore));
    }

    private static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The name of a schedule has 1 to " + LONGEST_NAME + " characters and is not blank");
        }
    }

    private static void requireSendable(FrozenMessage message) {
        Address destination = message.destination();
        if (destination.isTemporary()) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    destination + " ends with its connection; a schedule needs a queue or topic that lasts");
        }
        if (message.body() instanceof LargeBody) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT,
                    "A schedule keeps its message in memory, so that a body beyond 1 MiB is refused; send a reference"
                            + " to it");
        }
    }

    /** A moment in the past is now: whoever asks for it has not missed it. */
    private static long firstMoment(Terms terms, long nowMillis) {
        String expression = terms.cron();
        if (expression == null) {
            return Math.max(terms.atMillis(), nowMillis);
        }
        long next = Cron.parse(expression, terms.zone()).next(nowMillis);
        if (next == Cron.NEVER) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "The cron expression \"" + expression + "\" never comes true: no month has such a day");
        }
        return next;
    }

    private void requireRoom(FrozenMessage message) {
        if (!state.hasStoreRoom()) {
            throw new ProviderException(ErrorCode.RESOURCE_LIMIT, RoomCheck.STORE_FULL);
        }
        if (state.isMemoryFullFor(message.memoryBytes())) {
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT, "No room for the message of a schedule: " + state.usageOf(null));
        }
    }

    private Plan known(String name, ConnectionState connection) {
        Plan plan = state.calendar().find(name);
        if (plan == null) {
            throw new ProviderException(ErrorCode.NOT_FOUND, "There is no schedule '" + name + "'");
        }
        requireAccess(plan, connection);
        return plan;
    }

    private static boolean mayAccess(Plan plan, ConnectionState connection) {
        try {
            requireAccess(plan, connection);
            return true;
        } catch (ProviderException refusal) {
            return false;
        }
    }

    private static void requireAccess(Plan plan, ConnectionState connection) {
        Address destination = plan.message().destination();
        try {
            connection.outlet().rights().require(Action.MANAGE, destination);
        } catch (ProviderException noManager) {
            connection.outlet().rights().require(Action.SEND, destination);
        }
    }
}
