// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.broker;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a record by the keys that configuration files have: the component's name with hyphens, and for a
 * record within, both names with a point between. A new setting of a policy is a key at once.
 */
final class RecordKeys {

    private RecordKeys() {}

    /** Every key whose value is one text, in the order of the components. */
    static Set<String> of(Class<?> type) {
        Set<String> keys = new LinkedHashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                of(component.getType()).forEach(inner -> keys.add(key(component) + '.' + inner));
            } else if (isPlain(component.getType())) {
                keys.add(key(component));
            }
        }
        return keys;
    }

    /**
     * A copy with other settings.
     *
     * @param base   says what no key speaks of
     * @param values texts by key, each of them known
     * @throws IllegalArgumentException when a text is not of its type, or the record refuses a value
     */
    static <R extends Record> R override(R base, Map<String, String> values) {
        return override("", base, values);
    }

    @SuppressWarnings("unchecked") // a record made by the constructor of the base's class
    private static <R extends Record> R override(String prefix, R base, Map<String, String> values) {
        RecordComponent[] components = base.getClass().getRecordComponents();
        @Nullable Object[] made = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            made[i] = value(prefix + key(components[i]), components[i], base, values);
        }
        return (R) create(base.getClass(), components, made);
    }

    private static @Nullable Object value(
            String key, RecordComponent component, Record owner, Map<String, String> values) {
        Object old = read(component, owner);
        if (component.getType().isRecord()) {
            boolean meant = values.keySet().stream().anyMatch(each -> each.startsWith(key + '.'));
            Object base = old == null && meant ? usual(component.getType()) : old;
            return base instanceof Record inner ? override(key + '.', inner, values) : base;
        }
        String text = values.get(key);
        return text == null ? old : convert(key, text.strip(), component.getType());
    }

    private static boolean isPlain(Class<?> type) {
        return type == String.class || type.isPrimitive() || type.isEnum();
    }

    private static String key(RecordComponent component) {
        return component.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Object convert(String key, String text, Class<?> type) {
        try {
            if (type == int.class) {
                return Integer.valueOf(text);
            }
            if (type == long.class) {
                return Long.valueOf(text);
            }
            if (type == double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is a number, not '" + text + "'", e);
        }
        if (type == boolean.class) {
            return truth(key, text);
        }
        return type.isEnum() ? constant(key, text, type) : text;
    }

    private static boolean truth(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " is true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    private static Object constant(String key, String text, Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(each -> word(each).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " is one of "
                        + String.join(", ", Arrays.stream(constants).map(RecordKeys::word).toList())
                        + ", not '" + text + "'"));
    }

    private static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Object read(RecordComponent component, Record owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of a public record cannot be read", e);
        }
    }

    /** What a record is when nothing is said, by the constant that every policy has. */
    private static @Nullable Object usual(Class<?> type) {
        try {
            Field constant = type.getField("DEFAULT");
            return constant.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " has no public default", e);
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
