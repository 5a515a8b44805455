// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a document and its type apart, side by side. Pure functions. */
final class Shape {

    private static final Set<String> SCALARS = Set.of("java.lang", "java.math", "java.time");

    private Shape() {}

    /** Whether a type of the JDK stands for one value. */
    static boolean isScalar(Type type) {
        Class<?> raw = rawOf(type);
        return raw.isPrimitive()
                || raw.isEnum()
                || (raw != Object.class && SCALARS.contains(raw.getPackageName()));
    }

    /** The parts of a document whose types are declared; none where the type says nothing of them. */
    static List<Part> parts(Part whole) {
        if (whole.node() instanceof List<?> list) {
            Type element = elementOf(whole.type());
            return element == null ? List.of() : elements(whole, list, element);
        }
        return whole.node() instanceof Map<?, ?> map ? properties(whole, map) : List.of();
    }

    private static List<Part> elements(Part whole, List<?> list, Type element) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            parts.add(whole.element(i, list.get(i), element));
        }
        return parts;
    }

    private static List<Part> properties(Part whole, Map<?, ?> map) {
        Type type = whole.type();
        List<Part> parts = new ArrayList<>();
        if (Map.class.isAssignableFrom(rawOf(type))) {
            Type value = argument(type, 1);
            map.forEach((key, each) -> parts.add(whole.property(String.valueOf(key), each, value, false)));
            return parts;
        }
        if (rawOf(type) == Optional.class) {
            return parts(new Part(whole.path(), whole.node(), argument(type, 0)));
        }
        Map<TypeVariable<?>, Type> variables = variablesOf(type);
        for (Member member : Member.of(rawOf(type))) {
            if (map.containsKey(member.name())) {
                Type declared = resolve(member.type(), variables);
                parts.add(whole.property(member.name(), map.get(member.name()), declared, member.isSpecial()));
            }
        }
        return parts;
    }

    private static @Nullable Type elementOf(Type type) {
        if (type instanceof GenericArrayType array) {
            return array.getGenericComponentType();
        }
        Class<?> raw = rawOf(type);
        if (raw.isArray()) {
            return raw.getComponentType();
        }
        return Iterable.class.isAssignableFrom(raw) ? argument(type, 0) : null;
    }

    /** An argument of a type; anything where it has none. */
    private static Type argument(Type type, int index) {
        if (type instanceof ParameterizedType parameterized
                && parameterized.getActualTypeArguments().length > index) {
            return bound(parameterized.getActualTypeArguments()[index]);
        }
        return Object.class;
    }

    private static Map<TypeVariable<?>, Type> variablesOf(Type type) {
        Map<TypeVariable<?>, Type> variables = new HashMap<>();
        if (type instanceof ParameterizedType parameterized) {
            TypeVariable<?>[] names = rawOf(type).getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                variables.put(names[i], bound(parameterized.getActualTypeArguments()[i]));
            }
        }
        return variables;
    }

    private static Type resolve(Type type, Map<TypeVariable<?>, Type> variables) {
        if (type instanceof TypeVariable<?> variable) {
            return variables.getOrDefault(variable, bound(variable));
        }
        if (type instanceof ParameterizedType parameterized) {
            return Parameterized.of(parameterized, argument -> resolve(argument, variables));
        }
        if (type instanceof GenericArrayType array) {
            Class<?> component = rawOf(resolve(array.getGenericComponentType(), variables));
            return Array.newInstance(component, 0).getClass();
        }
        return type;
    }

    private static Type bound(Type type) {
        if (type instanceof WildcardType wildcard) {
            return bound(wildcard.getUpperBounds()[0]);
        }
        return type instanceof TypeVariable<?> variable ? rawOf(variable.getBounds()[0]) : type;
    }

    private static Class<?> rawOf(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        return type instanceof ParameterizedType parameterized ? rawOf(parameterized.getRawType()) : Object.class;
    }
}
