// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.broker.calendar.Cron;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a plan tells of classes, and a plan that starts nothing. */
final class Told {

    private static final Map<String, String> SETTINGS = Map.of("alerts.queue", "alerts", "blank", " ");

    private Told() {}

    /** A plan with two settings that hands what was declared to somebody. */
    static CollectedPlan plan(Starter starter) {
        return new CollectedPlan(SETTINGS::get, (cron, zone) -> Cron.parse(cron, zone.getId()), starter);
    }

    static CollectedPlan plan() {
        return plan(Seen.nothing(false));
    }

    /** What is wrong with beans of these classes: method, problem and what to write instead. */
    static List<String> of(Class<?>... types) {
        ListenerPlan plan = plan();
        for (Class<?> type : types) {
            plan.add(new TypeOnly(type));
        }
        return lines(plan.faults());
    }

    /** What is wrong with a client's interface. */
    static List<String> ofClient(Class<?> type) {
        ListenerPlan plan = plan();
        plan.addClient(type);
        return lines(plan.faults());
    }

    private static List<String> lines(List<Fault> faults) {
        List<String> lines = new ArrayList<>();
        for (Fault fault : faults) {
            lines.add(fault.member() + " | " + fault.problem() + " | " + fault.instead());
        }
        return lines;
    }

    /** A class that nobody makes an object of. */
    record TypeOnly(Class<?> type) implements BeanSource {

        @Override
        public Visit enter() {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "A plan needs no object of " + type.getName());
        }
    }
}
