// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tern.yaml}. What an environment variable or a system property says counts more than the file. Immutable;
 * any thread may use it.
 */
public final class SettingsReader {

    private final Map<String, String> environment;
    private final Map<String, String> properties;

    /**
     * A reader.
     *
     * @param environment environment variables, such as {@link System#getenv()}
     * @param properties  system properties, such as {@link System#getProperties()}
     */
    public SettingsReader(Map<String, String> environment, Properties properties) {
        this.environment = Map.copyOf(environment);
        Map<String, String> copy = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> copy.put(name, properties.getProperty(name, "")));
        this.properties = Map.copyOf(copy);
    }

    /** A reader over what this process was started with. */
    public static SettingsReader ofProcess() {
        return new SettingsReader(System.getenv(), System.getProperties());
    }

    /** Environment variables that look like settings and are none, for a warning. */
    public List<String> unknownVariables() {
        return Variables.unknown(Shape.section(ServerSettings.class), environment.keySet());
    }

    /**
     * Reads a file and what overrides it.
     *
     * @param file the file, or null when there is none
     * @return the settings
     * @throws io.ternmq.api.ProviderException with {@code INVALID_SETTING} and a sentence for every error
     */
    public ServerSettings read(@Nullable Path file) {
        Findings findings = new Findings();
        YamlFile yaml = file == null ? YamlFile.none() : YamlFile.read(file, findings);
        Sources sources = new Sources(yaml, environment, properties, findings);
        KeyCheck check = new KeyCheck(Shape.section(ServerSettings.class), findings);
        sources.paths().forEach(check::check);
        Optional<ServerSettings> settings = new Binder(sources, findings).bind(ServerSettings.class);
        findings.throwIfAny();
        return settings.orElseThrow(() -> new IllegalStateException("Neither settings nor a finding"));
    }
}
