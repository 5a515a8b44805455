// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The reference of the configuration against the records that it is generated from. */
class ConfigurationPageTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    private static RecordComments comments() {
        return new RecordComments(List.of(
                MODULE.resolve("src/main/java"), MODULE.resolveSibling("provider-api").resolve("src/main/java")));
    }

    @Test
    void pageIsWhatIsGenerated() throws IOException {
        Path file = MODULE.resolveSibling("docs").resolve("configuration.md");
        String page = new ConfigurationPage(comments()).render();
        if (Boolean.getBoolean("ternmq.reference.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file).lines())
                .as("docs/configuration.md; -Dternmq.reference.write=true writes it anew")
                .containsExactlyElementsOf(page.lines().toList());
    }

    @Test
    void defaultsInSentencesAreTheDefaults() {
        assertThat(comments().components(ShutdownPolicy.class).get("drainMillis"))
                .contains("default " + String.format(Locale.ROOT, "%,d",
                        ShutdownPolicy.DEFAULT.drainMillis()));
        assertThat(comments().components(HttpPolicy.class).get("port"))
                .contains("default " + HttpPolicy.DEFAULT.port());
        assertThat(comments().components(AcceptorPolicy.class).get("port"))
                .contains("default " + AcceptorPolicy.DEFAULT.port());
    }
}
