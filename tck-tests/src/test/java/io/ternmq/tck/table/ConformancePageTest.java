// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on the page, and that a page which is not up to date is found. */
class ConformancePageTest {
    private static final String ROOM = "conformance";
    private static final Specification SPECIFICATION = Specification.parse(List.of(
            "[sections]", "1 | One | not | Nothing. |", "1.1 | Part | binding | Does it. | So.",
            "2 | Two | binding | Does not. |", "[interfaces]", "Topic | Is there.", "Queue | Is there too."));
    private static final List<ShownTest> TESTS = List.of(
            new ShownTest("conformance.a", "OneTest", "first", List.of("1.1", "Queue")),
            new ShownTest("conformance.a", "OneTest", "second", List.of("1.1")),
            new ShownTest("conformance.a", "SameTest", "first", List.of("1.1")),
            new ShownTest("interop.b", "SameTest", "first", List.of("1.1")),
            new ShownTest("interop.b", "OtherTest", "first", List.of()));

    @TempDir
    private Path folder;

    @Test
    void hasARowForEverySectionInTheOrderOfTheText() {
        assertThat(page()).containsSubsequence(
                "## 1 One\n",
                "| 1 One | Nothing. |  |  |\n",
                "| **1.1** Part | Does it. | So. | OneTest 2, a.SameTest 1, b.SameTest 1 |\n",
                "## 2 Two\n",
                "| **2** Two | Does not. |  |  |\n");
    }

    @Test
    void hasARowForEveryInterfaceInTheOrderOfTheAlphabet() {
        assertThat(page()).containsSubsequence(
                "## Types of the API\n", "| `Queue` | Is there too. | OneTest 1 |\n", "| `Topic` | Is there. |  |\n");
    }

    @Test
    void countsWhatThereIs() {
        assertThat(page()).contains(
                "| conformance test methods | 3 |\n",
                "| sections of the specification | 3 |\n",
                "| of these binding | 2 |\n",
                "| of these shown by a test | 1 |\n",
                "| types of the API | 2 |\n");
    }

    @Test
    void doesNotDependOnTheOrderInWhichTestsAreFound() {
        List<ShownTest> reversed = new ArrayList<>(TESTS);
        Collections.reverse(reversed);
        assertThat(ConformancePage.render(SPECIFICATION, reversed, ROOM)).isEqualTo(page());
    }

    @Test
    void findsAPageThatIsMissing() throws IOException {
        assertThat(file().differencesFrom(page())).singleElement().asString()
                .contains("there is no", ConformancePage.COMMAND);
    }

    @Test
    void findsAPageThatWasEdited() throws IOException {
        file().write(page().replace("Does it.", "Does it not."));
        assertThat(file().differencesFrom(page())).singleElement().asString()
                .contains("differs", "from line " + lineOf("**1.1**"), ConformancePage.COMMAND);
    }

    @Test
    void findsAPageThatIsTooShortOrTooLong() throws IOException {
        file().write(page() + "More.\n");
        assertThat(file().differencesFrom(page())).hasSize(1);
        file().write(page().substring(0, page().length() / 2));
        assertThat(file().differencesFrom(page())).hasSize(1);
    }

    @Test
    void isContentWithWhatItWroteItselfWhateverEndsTheLines() throws IOException {
        file().write(page());
        assertThat(file().differencesFrom(page())).isEmpty();
        Files.writeString(file().path(), page().replace("\n", "\r\n"));
        assertThat(file().differencesFrom(page())).isEmpty();
    }

    private int lineOf(String text) {
        List<String> lines = page().lines().toList();
        return 1 + lines.indexOf(lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow());
    }

    private PageFile file() {
        return new PageFile(folder.resolve("conformance.md"));
    }

    private static String page() {
        return ConformancePage.render(SPECIFICATION, TESTS, ROOM);
    }
}
