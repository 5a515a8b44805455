// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A type with its arguments put in. */
record Parameterized(Type raw, @Nullable Type owner, List<Type> arguments) implements ParameterizedType {

    static Parameterized of(ParameterizedType type, UnaryOperator<Type> resolve) {
        List<Type> arguments = Arrays.stream(type.getActualTypeArguments()).map(resolve).toList();
        return new Parameterized(type.getRawType(), type.getOwnerType(), arguments);
    }

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
}
