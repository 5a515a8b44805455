// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of the guide against the keys that it is generated from. */
class SettingsPageTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    void pageIsWhatIsGenerated() throws IOException {
        Path file = MODULE.resolveSibling("docs").resolve("guide").resolve("cdi-settings.md");
        String page = SettingsPage.render();
        if (Boolean.getBoolean("ternmq.reference.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file).lines())
                .as("docs/guide/cdi-settings.md; -Dternmq.reference.write=true writes it anew")
                .containsExactlyElementsOf(page.lines().toList());
    }

    @ParameterizedTest
    @EnumSource
    void sentencesAreSentences(Key key) {
        assertThat(key.sentence()).endsWith(".").matches("[A-Z`].*");
        assertThat(Key.isKnown(key.text("x.y"))).isTrue();
        assertThat(key.text()).startsWith(Key.PREFIX);
    }
}
