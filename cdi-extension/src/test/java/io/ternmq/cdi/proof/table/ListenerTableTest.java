// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays every cell of the table: scope, kind of listener, outcome. */
class ListenerTableTest {

    private static Stream<Outcome> played(Kind kind) {
        return Arrays.stream(Outcome.values()).filter(outcome -> kind.whyLeftOut(outcome) == null);
    }

    @TestFactory
    Stream<DynamicNode> everyScopeAndKindHasEveryOutcome() {
        return Arrays.stream(Scope.values()).map(scope -> dynamicContainer(scope.name(),
                Arrays.stream(Kind.values()).map(kind -> dynamicContainer(kind.name(),
                        played(kind).map(outcome -> dynamicTest(
                                outcome.name(), () -> new Cell(scope, kind, outcome).play()))))));
    }

    @TestFactory
    Stream<DynamicNode> aSubscriptionThatEndsWithTheContainerLosesWhatWasAtHand() {
        return Arrays.stream(Scope.values()).flatMap(scope -> Stream.of(Kind.TOPIC, Kind.EVENTS)
                .map(kind -> dynamicTest(
                        scope + " " + kind, () -> new Cell(scope, kind, Outcome.STOPPED).playWithoutReturn())));
    }

    @Test
    void whatIsLeftOutHasAReason() {
        long all = (long) Kind.values().length * Outcome.values().length;
        long left = Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Outcome.values()).map(outcome -> "" + kind.whyLeftOut(outcome)))
                .filter(reason -> reason.length() > 20)
                .count();
        assertThat(Arrays.stream(Kind.values()).flatMap(ListenerTableTest::played).count()).isEqualTo(all - left);
        assertThat(left).isEqualTo(8);
    }
}
