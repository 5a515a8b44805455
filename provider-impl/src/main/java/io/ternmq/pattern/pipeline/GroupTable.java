// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.pipeline.Aggregation;
import io.ternmq.common.TimeSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a lane, in the order in which they began, and the one alarm for the first of them that will be due.
 * Owner: the lane.
 */
final class GroupTable {

    private final Aggregation<Object, Object> how;
    private final Lane lane;
    private final Runnable due;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private TimeSource.@Nullable Alarm alarm;

    /**
     * No groups.
     *
     * @param due done by the lane when a group's time is over
     */
    GroupTable(Aggregation<Object, Object> how, Lane lane, Runnable due) {
        this.how = how;
        this.lane = lane;
        this.due = due;
    }

    @Nullable Group find(String key) {
        return groups.get(key);
    }

    void put(Group group) {
        groups.put(group.key(), group);
        arm();
    }

    void remove(Group group) {
        groups.remove(group.key(), group);
        if (groups.isEmpty()) {
            disarm();
        }
    }

    /** All of them. */
    List<Group> all() {
        return List.copyOf(groups.values());
    }

    /** Those whose time is over; the alarm is set for the next one. */
    List<Group> takeDue() {
        long now = lane.run().time().millis();
        List<Group> over = groups.values().stream().filter(group -> group.isDue(how, now)).toList();
        over.forEach(group -> groups.remove(group.key()));
        disarm();
        arm();
        return over;
    }

    private void arm() {
        if (how.within() != null && alarm == null && !groups.isEmpty()) {
            long since = groups.values().iterator().next().since();
            alarm = lane.run().time().schedule(since + how.within().toMillis(), () -> lane.execute(due));
        }
    }

    /** Nothing will be due any more. */
    void disarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
