// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The properties of a record or class by the names that they have in JSON. Names are changed by JSON Binding's
 * annotations,
 * which are read by name, because that API may be missing here.
 */
final class Members {

    private static final String ANNOTATIONS = "jakarta.json.bind.annotation.";

    private final Map<String, Type> found = new TreeMap<>();
    private final Variables variables;

    private Members(Variables variables) {
        this.variables = variables;
    }

    /** Names and types, in the order of the names. */
    static Map<String, Type> of(Type type, Class<?> raw) {
        Members members = new Members(Variables.of(type));
        if (raw.isRecord()) {
            members.ofRecord(raw);
        } else {
            members.ofClass(raw);
        }
        return Collections.unmodifiableMap(members.found);
    }

    private void ofRecord(Class<?> raw) {
        for (RecordComponent component : raw.getRecordComponents()) {
            add(component.getName(), component.getGenericType(), component.getAccessor());
        }
    }

    private void ofClass(Class<?> raw) {
        for (Field field : raw.getFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                add(field.getName(), field.getGenericType(), field);
            }
        }
        for (Method method : raw.getMethods()) {
            if (isGetter(method)) {
                add(nameOf(method), method.getGenericReturnType(), method);
            }
        }
    }

    private static boolean isGetter(Method method) {
        return method.getParameterCount() == 0
                && method.getDeclaringClass() != Object.class
                && method.getReturnType() != void.class
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && !nameOf(method).isEmpty();
    }

    private static String nameOf(Method method) {
        String name = method.getName();
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : name.length();
        if (name.length() <= prefix || !Character.isUpperCase(name.charAt(prefix))) {
            return "";
        }
        return Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
    }

    private void add(String name, Type type, AnnotatedElement where) {
        if (named(where, "JsonbTransient").isPresent()) {
            return;
        }
        String other = named(where, "JsonbProperty").map(Members::value).orElse("");
        found.put(other.isEmpty() ? name : other, variables.resolve(type));
    }

    private static Optional<Annotation> named(AnnotatedElement element, String name) {
        for (Annotation annotation : element.getAnnotations()) {
            if (annotation.annotationType().getName().equals(ANNOTATIONS + name)) {
                return Optional.of(annotation);
            }
        }
        return Optional.empty();
    }

    private static String value(Annotation annotation) {
        try {
            return (String) annotation.annotationType().getMethod("value").invoke(annotation);
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }
}
