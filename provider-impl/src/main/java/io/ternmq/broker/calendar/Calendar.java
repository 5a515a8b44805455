// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.calendar;

import io.ternmq.broker.ScheduleHeld;
import io.ternmq.broker.ScheduleMoved;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.broker.Timetable;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schedules, by name. Owned by the shard; changed by facts only. */
public final class Calendar {

    private final NavigableMap<String, Plan> plans = new TreeMap<>();
    private final Timetable timetable;
    private long lastNumber;

    /** An empty calendar that puts its plans down in a timetable. */
    public Calendar(Timetable timetable) {
        this.timetable = timetable;
    }

    /** The schedule of a name, or null. */
    public @Nullable Plan find(String name) {
        return plans.get(name);
    }

    /** All of them, by name. */
    public Collection<Plan> all() {
        return plans.values();
    }

    /** Those whose names begin with a prefix and stand behind a name. */
    public Iterable<Plan> behind(String prefix, String after) {
        NavigableMap<String, Plan> rest =
                after.compareTo(prefix) < 0 ? plans.tailMap(prefix, true) : plans.tailMap(after, false);
        return () -> rest.values().stream()
                .takeWhile(plan -> plan.terms().name().startsWith(prefix))
                .iterator();
    }

    /** Applies; returns the schedule that stood there before, or null. */
    public @Nullable Plan set(ScheduleSet fact) {
        Plan former = remove(fact.terms().name());
        Plan plan = new Plan(fact.terms(), fact.message(), ++lastNumber);
        plan.moveTo(fact.nextMillis(), fact.lastMillis(), fact.runs());
        plans.put(fact.terms().name(), plan);
        timetable.add(plan);
        return former;
    }

    /** Applies; returns the schedule if that ended it, or null. */
    public @Nullable Plan move(ScheduleMoved fact) {
        if (fact.nextMillis() == Cron.NEVER) {
            return remove(fact.name());
        }
        Plan plan = plans.get(fact.name());
        if (plan != null) {
            timetable.remove(plan);
            plan.moveTo(fact.nextMillis(), fact.lastMillis(), fact.runs());
            timetable.add(plan);
        }
        return null;
    }

    /** Applies. */
    public void hold(ScheduleHeld fact) {
        Plan plan = plans.get(fact.name());
        if (plan != null) {
            timetable.remove(plan);
            plan.holdUntil(fact.untilMillis());
            timetable.add(plan);
        }
    }

    /** Applies; returns what was removed, or null. */
    public @Nullable Plan remove(String name) {
        Plan plan = plans.remove(name);
        if (plan != null) {
            timetable.remove(plan);
        }
        return plan;
    }
}
