// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds the configuration file of those who name none: system property {@code tern.config}, environment variable {@code
 * TERN_CONFIG}, {@code tern.yaml} in the working directory, {@code conf/tern.yaml} in the installation that {@code
 * tern.home} names; the first that is there. What is named has to be there.
 */
public final class ConfigurationFiles {

    private static final String NAME = "tern.yaml";

    private ConfigurationFiles() {}

    /** The file, or empty when there is none and every setting has its default. */
    public static Optional<Path> find(Map<String, String> environment, Properties properties, Path folder) {
        Optional<Path> named = Stream.of(properties.getProperty("tern.config", ""),
                        environment.getOrDefault("TERN_CONFIG", ""))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        String home = properties.getProperty("tern.home", "");
        return Stream.of(folder.resolve(NAME), Path.of(home).resolve("conf").resolve(NAME))
                .filter(file -> !file.endsWith(Path.of("conf", NAME)) || !home.isBlank())
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
