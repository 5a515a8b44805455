// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the tests must do for the specification; each rule returns its complaints, none when all is well. */
final class ConformanceRules {
    /** What Surefire takes for a test class unless it is told otherwise. */
    private static final Pattern RUN = Pattern.compile("Test.*|.*(?:Test|Tests|TestCase)");

    private final Specification specification;
    private final List<ShownTest> all;
    private final List<ShownTest> conformance;

    /**
     * Rules over some tests.
     *
     * @param specification what there is to show
     * @param tests         all tests
     * @param room          the package whose tests must each show something
     */
    ConformanceRules(Specification specification, List<ShownTest> tests, String room) {
        this.specification = specification;
        this.all = tests;
        this.conformance = tests.stream().filter(test -> test.isBelow(room)).toList();
    }

    /** Sections that bind, and no test shows them. */
    List<String> unshownSections() {
        Set<String> shown = all.stream().flatMap(test -> test.sections().stream()).collect(Collectors.toSet());
        return specification.headings().stream()
                .filter(heading -> heading.binding() && !shown.contains(heading.number()))
                .map(heading -> "binds, but no test shows it: " + heading.number() + ' ' + heading.title())
                .toList();
    }

    /** Values that are neither a section nor an interface. */
    List<String> unknownNames() {
        Set<String> known = specification.names();
        return all.stream()
                .flatMap(test -> test.sections().stream()
                        .filter(name -> !known.contains(name))
                        .map(name -> "neither a section nor an interface: \"" + name + "\" at " + test))
                .toList();
    }

    /** Conformance tests that show nothing. */
    List<String> testsWithoutSection() {
        return conformance.stream()
                .filter(test -> test.sections().isEmpty())
                .map(test -> "names no section: " + test)
                .toList();
    }

    /** Classes with conformance tests that the build never runs, because of their names. */
    List<String> classesNeverRun() {
        return conformance.stream()
                .filter(test -> !RUN.matcher(test.className()).matches())
                .map(test -> "its name does not end in Test, so that it is never run: "
                        + test.packageName() + '.' + test.className())
                .distinct()
                .toList();
    }

    /** Fewer conformance tests than there were. */
    List<String> lostTests(int least) {
        return conformance.size() >= least
                ? List.of()
                : List.of("only " + conformance.size() + " conformance test methods, but there were " + least);
    }
}
