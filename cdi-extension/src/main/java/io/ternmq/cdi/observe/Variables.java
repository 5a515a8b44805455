// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the type variables of a type stand for. */
final class Variables {

    private final Map<TypeVariable<?>, Type> values = new HashMap<>();

    private Variables() {}

    static Variables of(Type type) {
        Variables variables = new Variables();
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
            for (int i = 0; i < raw.getTypeParameters().length; i++) {
                variables.values.put(raw.getTypeParameters()[i], parameterized.getActualTypeArguments()[i]);
            }
        }
        return variables;
    }

    /** The type such that it is equal to every other one that is written the same. */
    static Type canonical(Type type) {
        return new Variables().resolve(type);
    }

    /** The type with values in the place of variables; {@code Object} for one that nobody knows. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return values.getOrDefault(variable, Object.class);
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0]);
        }
        if (type instanceof GenericArrayType array) {
            return new ArrayOf(resolve(array.getGenericComponentType()));
        }
        if (type instanceof ParameterizedType parameterized) {
            List<Type> arguments = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(this::resolve)
                    .toList();
            return new TypeWith((Class<?>) parameterized.getRawType(), arguments);
        }
        return type;
    }

    /** An array. */
    private record ArrayOf(Type component) implements GenericArrayType {

        @Override
        public Type getGenericComponentType() {
            return component;
        }
    }

    /** A class with arguments; equal to another one of the same parts, which the JDK's own are not. */
    private record TypeWith(Class<?> raw, List<Type> arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }
}
