// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.deploy;

import io.ternmq.server.config.ServerSettings;
import io.ternmq.server.config.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Where the files are, and how they are read. */
final class Places {

    static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    static final Path DEPLOY = MODULE.resolveSibling("deploy");
    static final Path DIST = MODULE.resolve("src/main/dist");

    private Places() {}

    /** A YAML document. */
    static Node yaml(Path file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Node(file.toString(), new Yaml(new SafeConstructor(strict)).load(Files.readString(file)));
    }

    /** What a broker makes of a configuration, without anything that overrides it. */
    static ServerSettings settings(Path file) {
        return new SettingsReader(Map.of(), new Properties()).read(file);
    }
}
