// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.table.fixture.Every;
import io.ternmq.tck.table.fixture.Mistaken;
import io.ternmq.tck.table.fixture.Silent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Proves on small classes with known defects that {@link ConformanceRules} sees them. */
class ConformanceRulesTest {
    private static final String FIXTURE = "io.ternmq.tck.table.fixture";

    @Test
    void findsABindingSectionThatNoTestShows() {
        ConformanceRules rules = rules(
                List.of("1 | One | binding | Does. |", "1.1 | Part | binding | Does. |",
                        "1.2 | Rest | binding | Does. |", "2 | Two | not | Does. |", "3 | Three | not | Does. |"),
                Every.class);
        assertThat(rules.unshownSections()).containsExactly("binds, but no test shows it: 1.2 Rest");
    }

    @Test
    void asksForNoTestWhereNothingBinds() {
        assertThat(rules(List.of("1 | One | not | Does. |")).unshownSections()).isEmpty();
        assertThat(rules(List.of("1 | One | binding | Does. |")).unshownSections()).hasSize(1);
    }

    @Test
    void findsNamesThatAreNeitherSectionNorInterface() {
        assertThat(rules(List.of("1 | One | not | Does. |"), Mistaken.class).unknownNames()).containsExactly(
                "neither a section nor an interface: \"9.9\" at " + FIXTURE + ".Mistaken.namesASectionThatIsNotThere",
                "neither a section nor an interface: \"Quue\" at " + FIXTURE + ".Mistaken.namesATypeThatIsNotThere");
    }

    @Test
    void takesSectionsAndInterfacesThatThereAre() {
        ConformanceRules rules = rules(
                List.of("1 | One | not | Does. |", "1.1 | Part | not | Does. |", "2 | Two | not | Does. |",
                        "[interfaces]", "Queue | Is there."),
                Every.class);
        assertThat(rules.unknownNames()).isEmpty();
    }

    @Test
    void findsUnknownNamesOutsideOfTheRoomToo() {
        ConformanceRules elsewhere = new ConformanceRules(
                specification(List.of("1 | One | not | Does. |")), TestScan.of(List.of(Mistaken.class)), "elsewhere");
        assertThat(elsewhere.unknownNames()).hasSize(2);
    }

    @Test
    void findsTestsThatNameNoSection() {
        assertThat(rules(List.of("1 | One | not | Does. |"), Silent.class).testsWithoutSection()).containsExactly(
                "names no section: " + FIXTURE + ".Silent.saysNothing",
                "names no section: " + FIXTURE + ".Silent.saysNothingAtLength");
        assertThat(rules(List.of("1 | One | not | Does. |"), Every.class).testsWithoutSection()).isEmpty();
    }

    @Test
    void asksOnlyTestsOfTheRoomForASection() {
        ConformanceRules elsewhere = new ConformanceRules(
                specification(List.of("1 | One | not | Does. |")), TestScan.of(List.of(Silent.class)), "elsewhere");
        assertThat(elsewhere.testsWithoutSection()).isEmpty();
    }

    @Test
    void findsClassesWhoseNameKeepsThemFromBeingRun() {
        assertThat(rules(List.of("1 | One | not | Does. |"), Silent.class).classesNeverRun()).containsExactly(
                "its name does not end in Test, so that it is never run: " + FIXTURE + ".Silent");
        ShownTest run = new ShownTest(FIXTURE, "SilentTest", "speaks", List.of());
        assertThat(new ConformanceRules(specification(List.of()), List.of(run), FIXTURE).classesNeverRun()).isEmpty();
    }

    @Test
    void findsThatTestsWereLost() {
        ConformanceRules rules = rules(List.of("1 | One | not | Does. |"), Silent.class, Mistaken.class);
        assertThat(rules.lostTests(4)).isEmpty();
        assertThat(rules.lostTests(5)).containsExactly("only 4 conformance test methods, but there were 5");
    }

    private static ConformanceRules rules(List<String> lines, Class<?>... classes) {
        return new ConformanceRules(specification(lines), TestScan.of(List.of(classes)), FIXTURE);
    }

    private static Specification specification(List<String> lines) {
        return Specification.parse(Stream.concat(
                Stream.of("[sections]"), lines.stream()).toList());
    }
}
