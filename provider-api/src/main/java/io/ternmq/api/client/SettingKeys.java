// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a record by key: the name of the component; for a component of a record within, both names with a
 * point between. The settings of a network are keys without a prefix, since all but the first few are about it.
 */
final class SettingKeys {

    private static final String WITHOUT_PREFIX = "network";

    private SettingKeys() {}

    /** Every key, in the order of the components. */
    static List<String> of(Class<? extends Record> type) {
        List<String> keys = new ArrayList<>();
        collect("", type, keys);
        return keys;
    }

    private static void collect(String prefix, Class<?> type, List<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                collect(prefix + prefixOf(component), component.getType(), keys);
            } else {
                keys.add(prefix + component.getName());
            }
        }
    }

    /** The settings that are neither null nor what they are in the other record. */
    static Map<String, Object> changed(Record settings, Record usual) {
        Map<String, Object> changed = new LinkedHashMap<>();
        collect("", settings, usual, changed);
        return changed;
    }

    private static void collect(String prefix, Record settings, Record usual, Map<String, Object> changed) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = valueOf(component, settings);
            Object other = valueOf(component, usual);
            if (value instanceof Record inner && other instanceof Record innerUsual) {
                collect(prefix + prefixOf(component), inner, innerUsual, changed);
            } else if (value != null && !Objects.equals(value, other)) {
                changed.put(prefix + component.getName(), value);
            }
        }
    }

    /**
     * A copy with other settings.
     *
     * @param base  says what is not overridden
     * @param value the new value for a key and its type, or null to keep the one of the base
     * @throws IllegalArgumentException when the record refuses a value
     */
    static <R extends Record> R override(R base, BiFunction<String, Class<?>, @Nullable Object> value) {
        return override("", base, value);
    }

    @SuppressWarnings("unchecked") // a record made by the constructor of the base's class
    private static <R extends Record> R override(
            String prefix, R base, BiFunction<String, Class<?>, @Nullable Object> value) {
        RecordComponent[] components = base.getClass().getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Object old = valueOf(component, base);
            if (old instanceof Record inner) {
                values[i] = override(prefix + prefixOf(component), inner, value);
            } else {
                Object given = value.apply(prefix + component.getName(), component.getType());
                values[i] = given == null ? old : given;
            }
        }
        return (R) create(base.getClass(), components, values);
    }

    private static String prefixOf(RecordComponent component) {
        return component.getName().equals(WITHOUT_PREFIX) ? "" : component.getName() + '.';
    }

    private static @Nullable Object valueOf(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a public record cannot be read", e);
        }
    }

    private static Object create(Class<?> type, RecordComponent[] components, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw new IllegalStateException("The settings cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A public record cannot be made", e);
        }
    }
}
