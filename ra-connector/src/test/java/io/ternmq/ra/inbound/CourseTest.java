// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.ra.inbound.Course.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of an endpoint, and the waits between its attempts. */
class CourseTest {

    private final List<String> changes = new ArrayList<>();
    private final Course course = new Course((from, to) -> changes.add(from + ">" + to));

    /** Signals that lead to a state, as short as possible. */
    private void bring(State state) {
        List<Signal> way = switch (state) {
            case RECONNECTING -> List.of();
            case RUNNING -> List.of(Signal.CONNECTED);
            case PAUSED -> List.of(Signal.CONNECTED, Signal.TRIPPED);
            case HALF_OPEN -> List.of(Signal.CONNECTED, Signal.TRIPPED, Signal.PROBE);
            case STOPPED -> List.of(Signal.ENDED);
        };
        assertThat(way).allMatch(course::move);
        changes.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "RECONNECTING, CONNECTED, RUNNING", "RECONNECTING, LOST, -", "RECONNECTING, TRIPPED, -",
        "RECONNECTING, PROBE, -", "RECONNECTING, PROVEN, -", "RECONNECTING, ENDED, STOPPED",
        "RUNNING, CONNECTED, -", "RUNNING, LOST, RECONNECTING", "RUNNING, TRIPPED, PAUSED",
        "RUNNING, PROBE, -", "RUNNING, PROVEN, -", "RUNNING, ENDED, STOPPED",
        "PAUSED, CONNECTED, -", "PAUSED, LOST, RECONNECTING", "PAUSED, TRIPPED, -",
        "PAUSED, PROBE, HALF_OPEN", "PAUSED, PROVEN, -", "PAUSED, ENDED, STOPPED",
        "HALF_OPEN, CONNECTED, -", "HALF_OPEN, LOST, RECONNECTING", "HALF_OPEN, TRIPPED, PAUSED",
        "HALF_OPEN, PROBE, -", "HALF_OPEN, PROVEN, RUNNING", "HALF_OPEN, ENDED, STOPPED",
        "STOPPED, CONNECTED, -", "STOPPED, LOST, -", "STOPPED, TRIPPED, -",
        "STOPPED, PROBE, -", "STOPPED, PROVEN, -", "STOPPED, ENDED, -"})
    void goesWhereTheTableSays(State from, Signal signal, String to) {
        bring(from);
        boolean moved = course.move(signal);
        assertThat(moved).isEqualTo(!to.equals("-"));
        assertThat(course.state()).isEqualTo(moved ? State.valueOf(to) : from);
        assertThat(changes).isEqualTo(moved ? List.of(from + ">" + to) : List.of());
    }

    @Test
    void waitsLongerWithEachAttemptUpToTheMost() {
        Backoff backoff = new Backoff(-1, 200, 1_000);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(backoff.next().orElse(-1));
        }
        assertThat(waits).containsExactly(200L, 400L, 800L, 1_000L, 1_000L);
        backoff.reset();
        assertThat(backoff.next()).hasValue(200);
    }

    @Test
    void endsAfterAsManyAttemptsAsThereMayBeUnlessOneWentWell() {
        Backoff backoff = new Backoff(2, 1, 10);
        assertThat(backoff.next()).isPresent();
        backoff.reset();
        assertThat(backoff.next()).isPresent();
        assertThat(backoff.next()).isPresent();
        assertThat(backoff.next()).isEmpty();
    }
}
