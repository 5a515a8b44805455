// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the type variables of a class's parents mean in that class. Immutable. */
final class TypeArguments {

    private final Map<TypeVariable<?>, Type> known = new HashMap<>();

    private TypeArguments() {}

    /** Those of a class or interface. */
    static TypeArguments of(Class<?> type) {
        TypeArguments arguments = new TypeArguments();
        arguments.walk(type);
        return arguments;
    }

    private void walk(Class<?> type) {
        parent(type.getGenericSuperclass());
        for (Type face : type.getGenericInterfaces()) {
            parent(face);
        }
    }

    private void parent(@Nullable Type type) {
        if (type instanceof ParameterizedType given && given.getRawType() instanceof Class<?> raw) {
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                known.putIfAbsent(variables[i], resolve(given.getActualTypeArguments()[i]));
            }
            walk(raw);
        } else if (type instanceof Class<?> raw) {
            walk(raw);
        }
    }

    /** A type with all variables replaced that have a meaning. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?>) {
            return known.getOrDefault(type, type);
        }
        if (type instanceof ParameterizedType given) {
            List<Type> arguments =
                    Arrays.stream(given.getActualTypeArguments()).map(this::resolve).toList();
            return new Filled(given.getRawType(), given.getOwnerType(), arguments);
        }
        if (type instanceof GenericArrayType array) {
            Type component = resolve(array.getGenericComponentType());
            return component instanceof Class<?> plain ? Array.newInstance(plain, 0).getClass() : type;
        }
        return type;
    }

    /** The class behind a type; {@code Object} for what has none. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
        }
        return type instanceof ParameterizedType given ? raw(given.getRawType()) : Object.class;
    }

    /** The one argument of a type, or null when it was left out. */
    static @Nullable Type only(Type type) {
        return type instanceof ParameterizedType given && given.getActualTypeArguments().length == 1
                ? given.getActualTypeArguments()[0]
                : null;
    }

    /** The class that holds a primitive, or the type itself. */
    static Type boxed(Type type) {
        return type instanceof Class<?> plain && plain.isPrimitive()
                ? MethodType.methodType(plain).wrap().returnType()
                : type;
    }

    /** A type with its arguments put in. */
    private record Filled(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return owner;
        }

        @Override
        public String getTypeName() {
            return raw.getTypeName()
                    + arguments.stream().map(Type::getTypeName).collect(Collectors.joining(", ", "<", ">"));
        }

        @Override
        public String toString() {
            return getTypeName();
        }
    }
}
