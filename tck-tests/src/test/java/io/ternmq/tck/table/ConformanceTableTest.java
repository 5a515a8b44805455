// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The conformance tests as compiled against the list of sections and against the page that is generated from both. */
class ConformanceTableTest {
    private static final String ROOT = "io.ternmq.tck";
    private static final String CONFORMANCE = "io.ternmq.tck.conformance";
    /** Conformance test methods that there are at least; only ever raised. */
    private static final int LEAST = 1435;

    private static Specification specification;
    private static List<ShownTest> tests;
    private static ConformanceRules rules;

    @BeforeAll
    static void readSectionsAndClasses() throws IOException {
        specification = Specification.read();
        tests = TestScan.below(ROOT);
        rules = new ConformanceRules(specification, tests, CONFORMANCE);
    }

    @Test
    void everyBindingSectionIsShown() {
        assertThat(rules.unshownSections()).isEmpty();
    }

    @Test
    void everyNameThatATestShowsIsKnown() {
        assertThat(rules.unknownNames()).isEmpty();
    }

    @Test
    void everyConformanceTestNamesASection() {
        assertThat(rules.testsWithoutSection()).isEmpty();
    }

    @Test
    void everyConformanceTestIsRun() {
        assertThat(rules.classesNeverRun()).isEmpty();
    }

    @Test
    void noConformanceTestIsLost() {
        assertThat(rules.lostTests(LEAST)).isEmpty();
    }

    @Test
    void pageIsWhatIsGenerated() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        PageFile file = new PageFile(module.resolveSibling("docs").resolve("conformance.md"));
        String page = ConformancePage.render(specification, tests, CONFORMANCE);
        if (Boolean.getBoolean("ternmq.conformance.write")) {
            file.write(page);
        }
        assertThat(file.differencesFrom(page)).isEmpty();
    }
}
