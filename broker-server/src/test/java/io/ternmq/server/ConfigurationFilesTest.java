// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the file is looked for when nobody says where it is. */
class ConfigurationFilesTest {

    @TempDir
    private Path folder;

    private final Properties properties = new Properties();

    private Optional<Path> find(Map<String, String> environment) {
        return ConfigurationFiles.find(environment, properties, folder);
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(find(Map.of())).isEmpty();
        properties.setProperty("tern.home", folder.toString());
        assertThat(find(Map.of())).isEmpty();
    }

    @Test
    void nearestOneWins() throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        properties.setProperty("tern.home", home.toString());
        Path installed = Files.createFile(Files.createDirectory(home.resolve("conf")).resolve("tern.yaml"));
        assertThat(find(Map.of())).contains(installed);
        Path here = Files.createFile(folder.resolve("tern.yaml"));
        assertThat(find(Map.of())).contains(here);
        assertThat(find(Map.of("TERN_CONFIG", "/elsewhere.yaml"))).contains(Path.of("/elsewhere.yaml"));
        properties.setProperty("tern.config", "/nearest.yaml");
        assertThat(find(Map.of("TERN_CONFIG", "/elsewhere.yaml"))).contains(Path.of("/nearest.yaml"));
    }
}
