// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code docs/conformance.md}: the same input gives the same text, to the letter. */
final class ConformancePage {
    /** Generates the page again. */
    static final String COMMAND = "mvn -pl tck-tests -am test -Dtest=ConformanceTableTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dternmq.conformance.write=true";

    private static final String HEAD = """
            # Conformance with Jakarta Messaging 3.1

            Every section of the specification and every type of its API, what TernMQ does about it, what it chose where
            the text leaves a choice, and the tests that show it. A number in **bold** is a section that obliges a
            provider outside of an application server; the build fails if one of these has no test. Behind each test
            class stands how many of its methods show the section.

            This page is generated; do not edit it. Its sources are the `@Section` values of the tests and
            [sections.txt](../tck-tests/src/test/resources/io/ternmq/tck/table/sections.txt). After a change in either:

            ```
            %s
            ```

            | | |
            |---|---|
            | conformance test methods | %d |
            | sections of the specification | %d |
            | of these binding | %d |
            | of these shown by a test | %d |
            | types of the API | %d |
            """;

    private final Specification specification;
    private final List<ShownTest> tests;
    private final StringBuilder text = new StringBuilder();

    private ConformancePage(Specification specification, List<ShownTest> tests) {
        this.specification = specification;
        this.tests = tests;
    }

    /**
     * The page.
     *
     * @param specification what there is to show
     * @param tests         all tests
     * @param room          the package whose tests are counted
     */
    static String render(Specification specification, List<ShownTest> tests, String room) {
        ConformancePage page = new ConformancePage(specification, tests);
        page.head(room);
        specification.headings().forEach(page::section);
        page.interfaces();
        return page.text.toString();
    }

    private void head(String room) {
        List<Heading> headings = specification.headings();
        List<Heading> binding = headings.stream().filter(Heading::binding).toList();
        long shown = binding.stream()
                .filter(heading -> tests.stream().anyMatch(test -> test.shows(heading.number())))
                .count();
        text.append(HEAD.formatted(
                COMMAND,
                tests.stream().filter(test -> test.isBelow(room)).count(),
                headings.size(),
                binding.size(),
                shown,
                specification.interfaces().size()));
    }

    private void section(Heading heading) {
        if (heading.isChapter()) {
            text.append("\n## ").append(heading.number()).append(' ').append(heading.title()).append("\n\n");
            row("section", "what TernMQ does", "our choice", "tests");
            row("---", "---", "---", "---");
        }
        String number = heading.binding() ? "**" + heading.number() + "**" : heading.number();
        row(number + ' ' + heading.title(), heading.deed(), heading.choice(), testsOf(heading.number()));
    }

    private void interfaces() {
        text.append("\n## Types of the API\n\nTests are named here where a rule stands only in the Javadoc.\n\n");
        row("type", "what TernMQ offers", "tests");
        row("---", "---", "---");
        specification.interfaces().forEach((name, offer) -> row('`' + name + '`', offer, testsOf(name)));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private String testsOf(String name) {
        Map<String, Long> counts = tests.stream()
                .filter(test -> test.shows(name))
                .collect(Collectors.groupingBy(this::label, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The class; with its room in front where several rooms have a class of this name. */
    private String label(ShownTest test) {
        long rooms = tests.stream()
                .filter(other -> other.className().equals(test.className()))
                .map(ShownTest::packageName)
                .collect(Collectors.toCollection(TreeSet::new))
                .size();
        String room = test.packageName().substring(test.packageName().lastIndexOf('.') + 1);
        return rooms == 1 ? test.className() : room + '.' + test.className();
    }
}
