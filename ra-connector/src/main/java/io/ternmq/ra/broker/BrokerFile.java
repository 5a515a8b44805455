// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.broker;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Permission;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.BrokerBuilder;
import io.ternmq.api.server.JaasUsers;
import io.ternmq.api.server.PasswordFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an embedded broker is told by a file of properties, whose keys are those of the standalone broker's file as far
 * as they speak of the broker itself: {@code store}, {@code broker.…}, {@code destinations.<pattern>.…}, {@code
 * security.…}. A key that nobody knows is an error.
 */
final class BrokerFile {

    private static final String DESTINATIONS = "destinations.";
    private static final Set<String> PLAIN_SECURITY =
            Set.of("security.users", "security.jaas", "security.allow-anonymous", "security.allow-plain");
    private static final List<String> PERMISSION_PARTS = List.of("pattern", "role", "actions");

    private final String origin;
    private final Map<String, String> keys = new TreeMap<>();
    private final Set<String> unknown = new TreeSet<>();

    private BrokerFile(String origin, Properties properties) {
        this.origin = origin;
        properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));
    }

    /** Nothing said. */
    static BrokerFile empty() {
        return new BrokerFile("no file", new Properties());
    }

    /**
     * Reads a file, in UTF-8.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when it cannot be read
     */
    static BrokerFile read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProviderException(
                    ErrorCode.INVALID_SETTING,
                    "Property brokerConfig is '" + path + "'; it must be a file of properties that the server can read,"
                            + " or not be set. " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
        return new BrokerFile("'" + path + "'", properties);
    }

    /** The store that the file chooses. */
    Optional<StorePolicy> store(String broker) {
        String text = keys.get("store");
        return text == null ? Optional.empty() : Optional.of(checked(() -> StorePolicy.parse(text.strip(), broker)));
    }

    /**
     * Tells a builder everything but the store.
     *
     * @throws ProviderException with {@code INVALID_SETTING} when a key is not known or a value is not allowed
     */
    void apply(BrokerBuilder builder) {
        Map<String, Map<String, String>> destinations = new TreeMap<>();
        Map<String, String> broker = new TreeMap<>();
        Map<String, Map<String, String>> permissions = new TreeMap<>();
        keys.forEach((key, value) -> {
            if (key.startsWith("broker.") && RecordKeys.of(BrokerPolicy.class).contains(key.substring(7))) {
                broker.put(key.substring(7), value);
            } else if (!isDestination(key, value, destinations)
                    && !isPermission(key, value, permissions)
                    && !PLAIN_SECURITY.contains(key)
                    && !key.equals("store")) {
                unknown.add(key);
            }
        });
        refuseUnknown();
        checked(() -> builder.policy(RecordKeys.override(BrokerPolicy.defaults(), broker)));
        destinations.forEach((pattern, settings) -> checked(() -> builder.destination(
                pattern, usual -> RecordKeys.<DestinationPolicy>override(usual, settings))));
        checked(() -> secure(builder, permissions));
    }

    private BrokerBuilder secure(BrokerBuilder builder, Map<String, Map<String, String>> permissions) {
        String users = keys.get("security.users");
        String jaas = keys.get("security.jaas");
        if (users != null && jaas != null) {
            throw new IllegalArgumentException("security.users and security.jaas cannot both be set");
        }
        if (users != null) {
            builder.authenticator(PasswordFile.open(Path.of(users.strip())));
        } else if (jaas != null) {
            builder.authenticator(JaasUsers.of(jaas.strip()));
        }
        Map<String, String> plain = new TreeMap<>();
        for (String key : List.of("allow-anonymous", "allow-plain")) {
            String value = keys.get("security." + key);
            if (value != null) {
                plain.put(key, value);
            }
        }
        SecurityPolicy policy = RecordKeys.override(SecurityPolicy.defaults(), plain);
        return builder.security(new SecurityPolicy(
                policy.allowAnonymous(),
                policy.allowPlain(),
                permissions.entrySet().stream().map(BrokerFile::permission).toList()));
    }

    private static Permission permission(Map.Entry<String, Map<String, String>> entry) {
        Map<String, String> parts = entry.getValue();
        for (String part : PERMISSION_PARTS) {
            if (parts.get(part) == null) {
                throw new IllegalArgumentException("security.permissions" + entry.getKey() + " has no ." + part);
            }
        }
        Set<Action> actions = EnumSet.noneOf(Action.class);
        for (String word : part(parts, "actions").split(",", -1)) {
            actions.add(action(word.strip()));
        }
        return new Permission(part(parts, "pattern"), part(parts, "role"), actions);
    }

    private static String part(Map<String, String> parts, String name) {
        return parts.getOrDefault(name, "").strip();
    }

    private static Action action(String word) {
        return Arrays.stream(Action.values())
                .filter(action -> action.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an action is one of "
                        + Arrays.stream(Action.values())
                                .map(action -> action.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ", not '" + word + "'"));
    }

    /** The pattern may have points in it, so that the key is known by its end; quotes around the pattern are let go. */
    private static boolean isDestination(String key, String value, Map<String, Map<String, String>> found) {
        if (!key.startsWith(DESTINATIONS)) {
            return false;
        }
        for (String setting : RecordKeys.of(DestinationPolicy.class)) {
            int end = key.length() - setting.length() - 1;
            if (key.endsWith('.' + setting) && end > DESTINATIONS.length()) {
                String pattern = key.substring(DESTINATIONS.length(), end).replace("\"", "");
                found.computeIfAbsent(pattern, absent -> new TreeMap<>()).put(setting, value);
                return true;
            }
        }
        return false;
    }

    /** {@code security.permissions[0].role} and the like. */
    private static boolean isPermission(String key, String value, Map<String, Map<String, String>> found) {
        for (String part : PERMISSION_PARTS) {
            String index = key.matches("security\\.permissions\\[\\d+]\\." + part)
                    ? key.substring("security.permissions".length(), key.lastIndexOf('.'))
                    : null;
            if (index != null) {
                found.computeIfAbsent(index, absent -> new TreeMap<>()).put(part, value);
                return true;
            }
        }
        return false;
    }

    private void refuseUnknown() {
        if (!unknown.isEmpty()) {
            throw fault("no broker inside a server knows " + String.join(", ", unknown) + ". It knows store, broker.("
                    + String.join("|", RecordKeys.of(BrokerPolicy.class)) + "), destinations.<pattern>.("
                    + String.join("|", RecordKeys.of(DestinationPolicy.class)) + "), "
                    + PLAIN_SECURITY.stream().sorted().collect(Collectors.joining(", "))
                    + " and security.permissions[<n>].(" + String.join("|", PERMISSION_PARTS)
                    + "); its name stands in the url of the adapter", null);
        }
    }

    private <T> T checked(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw fault(e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private ProviderException fault(String what, @Nullable Exception cause) {
        return new ProviderException(
                ErrorCode.INVALID_SETTING, "Property brokerConfig names " + origin + ", in which " + what, cause);
    }
}
