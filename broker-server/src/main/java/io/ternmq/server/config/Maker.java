// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records out of components, takes them apart, and finds their defaults. */
final class Maker {

    private Maker() {}

    /**
     * The default of a record: its constant {@code DEFAULT}, or what its method {@code defaults()} says; empty when it
     * has neither.
     */
    static Optional<Object> defaultOf(Class<?> type) {
        try {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals("DEFAULT") && Modifier.isStatic(field.getModifiers())
                        && type.isAssignableFrom(field.getType()) && field.canAccess(null)) {
                    return Optional.ofNullable(field.get(null));
                }
            }
            return hasDefaults(type) ? Optional.ofNullable(type.getMethod("defaults").invoke(null)) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The default of " + type + " cannot be read", e);
        }
    }

    /** Whether the default of a record is found out at run time. */
    static boolean hasDefaults(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals("defaults") && method.getParameterCount() == 0
                        && Modifier.isStatic(method.getModifiers()));
    }

    /** The value of a component. */
    static @Nullable Object value(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    /** Takes a record apart. */
    static @Nullable Object[] values(Class<?> type, Object owner) {
        return Arrays.stream(type.getRecordComponents()).map(each -> value(each, owner)).toArray();
    }

    /**
     * Makes a record.
     *
     * @throws IllegalArgumentException when the record refuses its components
     */
    static Object make(Class<?> type, @Nullable Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw new IllegalArgumentException(String.valueOf(refused.getMessage()), refused);
            }
            throw new IllegalStateException(type + " cannot be made", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
