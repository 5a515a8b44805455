// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stations of one lane. Built before the lane begins and not changed after; what it does belongs to the
 * lane's owner.
 */
final class Sheet {

    private final Lane lane;
    private final Map<Integer, Station> stations = new HashMap<>();
    private final List<Operator> operators = new ArrayList<>();

    Sheet(Lane lane) {
        this.lane = lane;
    }

    /** Makes the station of a stage, without ways out. */
    void add(int place, int ports) {
        Run run = lane.run();
        Node node = run.draft().nodes().get(place);
        Operator operator = node.work().forLane(lane);
        operators.add(operator);
        stations.put(
                place,
                new Station(node, operator, run.policy(node, lane.section()), run.time(), run.pauses(), ports));
    }

    Station station(int place) {
        return Objects.requireNonNull(stations.get(place), "a stage of this section");
    }

    /** Lets groups in memory go on as they are, those of earlier stages first. */
    void emitPartial() {
        for (Operator operator : operators) {
            if (operator instanceof Groups groups) {
                groups.emitPartial();
            }
        }
    }

    /** Brings back what was left in queues by an earlier run. */
    void restore() {
        for (Station station : stations.values()) {
            if (station.operator() instanceof HeldGroups groups) {
                groups.restore(station);
            }
        }
    }


    void close() {
        for (Operator operator : operators) {
            if (operator instanceof Groups groups) {
                groups.close();
            } else if (operator instanceof HeldGroups held) {
                held.close();
            }
        }
    }
}
