// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * The type in which a receiver wants the body. The receiver alone chooses it; a message never names a class.
 *
 * <p>A type with arguments is written as an anonymous subclass: {@code new PayloadType<List<Order>>() {}}.
 *
 * @param <T> the type
 */
public abstract class PayloadType<T> {

    private final Type type;

    /** Takes the type from the subclass. */
    protected PayloadType() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parent)) {
            throw new IllegalArgumentException("Say the type: new PayloadType<List<Order>>() {}");
        }
        this.type = parent.getActualTypeArguments()[0];
    }

    private PayloadType(Type type) {
        this.type = type;
    }

    /**
     * A type without arguments.
     *
     * @param type the class
     * @param <T>  the type
     * @return the type
     */
    public static <T> PayloadType<T> of(Class<T> type) {
        return new OfClass<>(type);
    }

    /**
     * A type that was found by reflection, such as that of a parameter.
     *
     * @param type the type
     * @return the type
     */
    public static PayloadType<?> of(Type type) {
        return new OfClass<>(type);
    }

    /**
     * The type as reflection knows it.
     *
     * @return a class or a type with arguments
     */
    public final Type type() {
        return type;
    }

    /** The name of the type. */
    @Override
    public final String toString() {
        return type.getTypeName();
    }

    private static final class OfClass<T> extends PayloadType<T> {

        OfClass(Type type) {
            super(type);
        }
    }
}
