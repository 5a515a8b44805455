// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The child packages, each with the class that has to be on the class path for it. Named, so that none is loaded
 * before.
 */
enum Room {
    HEALTH("org.eclipse.microprofile.health.HealthCheck", "microprofile.ReadyCheck", "microprofile.StartedCheck"),
    MICROPROFILE_METRICS("org.eclipse.microprofile.metrics.MetricRegistry", "microprofile.RegistryFinder"),
    MICROMETER("io.micrometer.core.instrument.MeterRegistry", "micrometer.MicrometerFinder");

    private final String needed;
    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> classes;

    Room(String needed, String... classes) {
        this.needed = needed;
        this.classes = List.of(classes);
    }

    /** Its classes; none when the API is missing. */
    List<Class<?>> classes() {
        return Presence.has(needed) ? classes.stream().<Class<?>>map(Room::load).toList() : List.of();
    }

    /** Whoever looks for a registry of figures. */
    static List<MeterFinder> finders() {
        return Arrays.stream(values())
                .flatMap(room -> room.classes().stream())
                .flatMap(type -> made(type).stream())
                .toList();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(Room.class.getPackageName() + '.' + name, false, Room.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ProviderException(ErrorCode.INTERNAL, "A class of ternmq-cdi is missing: " + e.getMessage(), e);
        }
    }

    private static Optional<MeterFinder> made(Class<?> type) {
        if (!MeterFinder.class.isAssignableFrom(type)) {
            return Optional.empty();
        }
        try {
            return Optional.of((MeterFinder) type.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new ProviderException(ErrorCode.INTERNAL, "A class of ternmq-cdi cannot be made: " + type, e);
        }
    }
}
