// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void writesPlainLinesIntoAPipe() {
        Progress progress = progress(false);
        progress.finished(1_707, 5_600);
        progress.say("Hello");

        assertThat(printed().lines()).containsExactly(
                "  1,707 of 1,707 published, 5,600 messages received", "Hello");
    }

    @Test
    void writesOverItsLineOnATerminal() {
        Progress progress = progress(true);
        progress.finished(1_707, 5_600);
        progress.say("Hello");

        assertThat(printed()).startsWith("\r  [########################] 1,707 of 1,707 published").endsWith("Hello"
                + System.lineSeparator());
        assertThat(printed().lines()).hasSizeGreaterThan(1);
    }

    @Test
    void looksOnlyNowAndThen() {
        progress(false).at(1, 1_707, () -> {
            throw new AssertionError("nobody is to count in the first moment");
        });

        assertThat(printed()).isEmpty();
    }

    private Progress progress(boolean terminal) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
