// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Proves on a small house with known defects that {@link HouseRules} sees them. */
class HouseRulesTest {
    private static final String ROOT = "io.ternmq.tck.architecture.fixture";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(ROOT);
    private static final List<String> LIBRARIES = List.of(
            "[libraries]", "java.lang -> *", "java.lang.invoke -> *", "java.time -> *", "java.util -> *",
            "java.util.concurrent -> lower", "org.jspecify.annotations -> *");

    @Test
    void findsAnImportThatIsNotInTheTable() {
        assertThat(house("lower -> -", "upper -> -", "upper.inner -> *").forbiddenImports())
                .anyMatch(complaint -> complaint.startsWith("upper may not import " + ROOT + ".lower"));
        assertThat(house("lower -> upper", "upper -> lower", "upper.inner -> *").forbiddenImports())
                .noneMatch(complaint -> complaint.contains(ROOT + ".lower:"));
    }

    @Test
    void findsALibraryThatIsNotOpenToARoom() {
        assertThat(house("lower -> upper", "upper -> lower", "upper.inner -> *").forbiddenImports())
                .anyMatch(complaint -> complaint.startsWith("upper may not import java.util.concurrent"));
    }

    @Test
    void findsAPackageThatNobodyListed() {
        assertThat(house("lower -> upper", "upper -> lower").unknownRooms())
                .containsExactly("package is not in the table: upper.inner");
    }

    @Test
    void findsPackagesThatImportEachOther() {
        assertThat(house("lower -> upper", "upper -> lower", "upper.inner -> *").packageCycles())
                .hasSize(2)
                .anyMatch(complaint -> complaint.startsWith("in a cycle: " + ROOT + ".lower"))
                .anyMatch(complaint -> complaint.startsWith("in a cycle: " + ROOT + ".upper"));
    }

    @Test
    void findsCallsWithoutPrivilege() {
        assertThat(house("lower -> upper", "upper -> lower", "upper.inner -> *").forbiddenCalls())
                .allMatch(complaint -> complaint.startsWith("upper lacks"))
                .anyMatch(complaint -> complaint.contains("'clock'") && complaint.contains("currentTimeMillis"))
                .anyMatch(complaint -> complaint.contains("'clock'") && complaint.contains("Instant.now()"))
                .anyMatch(complaint -> complaint.contains("'threads'") && complaint.contains("Thread.<init>"))
                .anyMatch(complaint -> complaint.contains("'threads'") && complaint.contains("Executors"))
                .anyMatch(complaint -> complaint.contains("'randomness'") && complaint.contains("randomUUID"))
                .hasSize(5);
    }

    @Test
    void findsStaticFieldsThatChange() {
        assertThat(house("lower -> upper", "upper -> lower", "upper.inner -> *").staticState())
                .containsExactlyInAnyOrder(
                        "static mutable state: " + ROOT + ".upper.Careless.count",
                        "static mutable state: " + ROOT + ".upper.Careless.REGISTRY");
    }

    @Test
    void refusesATableThatNamesAnUnknownRoom() {
        assertThatThrownBy(() -> house("lower -> uper", "upper -> lower"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uper");
    }

    private static HouseRules house(String... imports) {
        List<String> lines = new ArrayList<>(List.of("[imports]"));
        lines.addAll(List.of(imports));
        lines.addAll(LIBRARIES);
        lines.addAll(List.of("[privileges]", "clock -> lower", "threads -> lower", "randomness -> lower",
                "static-state -> lower"));
        return new HouseRules(CLASSES, ImportTable.parse(ROOT, lines));
    }
}
