// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The texts behind the keys: of the file, of environment variables above it, of system properties above both. Outside
 * of the file a key begins with {@value #PREFIX}, and in environment variables every character that is not a letter or
 * a digit is an underscore.
 */
final class Sources {

    /** Begins the names of system properties; in capitals and with an underscore, those of environment variables. */
    static final String PREFIX = "tern.";
    /** System properties that begin in the same way and are none of the keys. */
    static final Set<String> OTHER_PROPERTIES = Set.of("tern.home", "tern.config");

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}]*}");
    private static final int FILE = 110;
    private static final int ENVIRONMENT = 300;
    private static final int PROPERTIES = 400;

    private final YamlFile file;
    private final SmallRyeConfig config;
    private final Map<String, String> properties;
    private final Findings findings;

    Sources(YamlFile file, Map<String, String> environment, Map<String, String> properties, Findings findings) {
        this.file = file;
        this.properties = properties;
        this.findings = findings;
        Map<String, String> written = new HashMap<>();
        if (!file.text().isEmpty()) {
            new YamlConfigSource(file.name(), file.text(), FILE)
                    .getProperties()
                    .forEach((key, value) -> written.put(PREFIX + key, value));
        }
        this.config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSecretKeysHandlers(new FileContents())
                .withSources(
                        new PropertiesConfigSource(written, file.name(), FILE),
                        new EnvConfigSource(environment, ENVIRONMENT),
                        new PropertiesConfigSource(properties, "system properties", PROPERTIES))
                .build();
    }

    /** What is written behind a key, with its expressions resolved; empty when nothing is. */
    Optional<String> text(String path) {
        try {
            ConfigValue value = config.getConfigValue(PREFIX + path);
            String raw = value.getRawValue();
            if (value.getValue() == null && raw != null) {
                findings.add(origin(path), path + " refers to something that is not there: " + expressions(raw));
            }
            return Optional.ofNullable(value.getValue()).filter(text -> !text.isEmpty());
        } catch (NoSuchElementException | IllegalArgumentException e) {
            findings.add(file.origin(path), path + " refers to something that is not there: " + reason(e));
            return Optional.empty();
        }
    }

    /** Whether one value stands at a path, by the file or a system property: variables of that name may mean else. */
    boolean isOneValue(String path) {
        return text(path).isPresent() && !origin(path).text().startsWith("environment");
    }

    /** The references in a text, without what stands around them, which may be part of a password. */
    private static String expressions(String raw) {
        return EXPRESSION.matcher(raw).results().map(MatchResult::group).collect(Collectors.joining(", "));
    }

    private static String reason(RuntimeException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^SRCFG\\d+: ", "").replace(PREFIX, "");
    }

    /** Where the value of a key, or whatever stands below it, has been written. */
    Origin origin(String path) {
        return switch (config.getConfigValue(PREFIX + path).getConfigSourceOrdinal()) {
            case PROPERTIES -> Origin.of("system property " + PREFIX + path);
            case ENVIRONMENT -> Origin.of("environment variable " + Names.variable(PREFIX + path));
            default -> file.origin(path);
        };
    }

    /** Every path that somebody has written, with where; environment variables cannot be told apart from others. */
    Map<String, Origin> paths() {
        Map<String, Origin> paths = new LinkedHashMap<>();
        file.lines().keySet().forEach(path -> paths.put(path, file.origin(path)));
        for (String property : properties.keySet()) {
            if (property.startsWith(PREFIX) && !OTHER_PROPERTIES.contains(property)) {
                paths.put(property.substring(PREFIX.length()), Origin.of("system property " + property));
            }
        }
        return paths;
    }

    /** The names that the user has chosen below a path. */
    Collection<String> namesBelow(String path) {
        List<String> prefix = Names.steps(path);
        Set<String> names = new LinkedHashSet<>();
        for (String each : paths().keySet()) {
            List<String> steps = Names.steps(each);
            if (steps.size() > prefix.size() && steps.subList(0, prefix.size()).equals(prefix)) {
                names.add(steps.get(prefix.size()));
            }
        }
        return names;
    }

    /** Whether anything of a shape is written at a path. */
    boolean isPresent(Shape shape, String path) {
        if (shape instanceof Shape.Section section) {
            return section.members().stream().anyMatch(each -> isPresent(each.shape(), each.pathBelow(path)));
        }
        if (shape instanceof Shape.Series series) {
            return text(path).isPresent() || isPresent(series.element(), Names.element(path, 0));
        }
        if (shape instanceof Shape.Table) {
            return !namesBelow(path).isEmpty();
        }
        return text(path).isPresent();
    }
}
