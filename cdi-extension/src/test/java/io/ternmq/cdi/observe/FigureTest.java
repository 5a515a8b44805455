// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about figures has them all. */
class FigureTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @ParameterizedTest
    @EnumSource
    void isOnThePage(Figure figure) throws IOException {
        Path page = MODULE.resolveSibling("docs").resolve("guide").resolve("cdi-metrics.md");
        assertThat(Files.readAllLines(page))
                .as("docs/guide/cdi-metrics.md")
                .anyMatch(line -> line.startsWith("| `" + figure.text() + "` | ")
                        && line.endsWith(" | " + figure.meaning() + " |"));
    }
}
