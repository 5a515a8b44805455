// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.table.fixture.Every;
import io.ternmq.tck.table.fixture.Heir;
import io.ternmq.tck.table.fixture.Parent;
import io.ternmq.tck.table.fixture.WilfulHeir;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which methods count as tests, and what they show. */
class TestScanTest {
    private static final String FIXTURE = "io.ternmq.tck.table.fixture";

    @Test
    void findsEveryKindOfTestAndNothingElse() {
        assertThat(TestScan.of(List.of(Every.class))).containsExactly(
                shown("Every", "Inner.Innermost.plain", "2"),
                shown("Every", "Inner.plain", "1"),
                shown("Every", "made", "1"),
                shown("Every", "parameterised", "1"),
                shown("Every", "plain", "1"),
                shown("Every", "repeated", "1"),
                shown("Every", "withSectionsOfItsOwn", "1.1", "Queue"));
    }

    @Test
    void passesOverWhatJUnitDoesNotRunByItself() {
        assertThat(TestScan.of(List.of(Parent.class, List.of(Every.class.getDeclaredClasses()).get(0)))).isEmpty();
    }

    @Test
    void findsInheritedTestsWithTheSectionsOfTheirClass() {
        assertThat(TestScan.of(List.of(Heir.class))).containsExactly(
                shown("Heir", "Inner.plain", "1"),
                shown("Heir", "inherited", "1"),
                shown("Heir", "inheritedWithItsSection", "1.1"));
    }

    @Test
    void letsAClassSayAnewWhatItsInheritedTestsShow() {
        assertThat(TestScan.of(List.of(WilfulHeir.class))).containsExactly(
                shown("WilfulHeir", "Inner.plain", "2"),
                shown("WilfulHeir", "inherited", "2"),
                shown("WilfulHeir", "inheritedWithItsSection", "1.1"));
    }

    @Test
    void findsTheClassesOfAPackageAndOfThoseBelow() {
        assertThat(TestScan.below(FIXTURE)).extracting(ShownTest::className)
                .contains("Every", "Heir", "WilfulHeir", "Silent", "Mistaken").doesNotContain("Parent");
        assertThat(TestScan.below("io.ternmq.tck")).extracting(ShownTest::className)
                .contains("TestScanTest", "VenueTest");
    }

    @Test
    void leavesFixturesOutOfARoomThatHasThem() {
        assertThat(TestScan.below("io.ternmq.tck")).noneMatch(test -> test.isBelow(FIXTURE));
    }

    private static ShownTest shown(String className, String method, String... sections) {
        return new ShownTest(FIXTURE, className, method, List.of(sections));
    }
}
