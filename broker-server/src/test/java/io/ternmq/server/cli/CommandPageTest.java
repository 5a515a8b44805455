// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandPageTest {

    @Test
    void pageIsWhatIsGenerated() throws IOException {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        Path file = module.resolveSibling("docs").resolve("cli.md");
        String page = CommandPage.render();
        if (Boolean.getBoolean("ternmq.reference.write")) {
            Files.writeString(file, page);
        }
        List<String> written = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertThat(written).as("%s is stale; write it again with: %s", file, CommandPage.COMMAND)
                .isEqualTo(page.lines().toList());
    }
}
