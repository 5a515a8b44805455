// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.listen.Fault;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Member;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of an injection point.
 *
 * @param declaring  its class
 * @param member     field, or parameter of a method or constructor, as people write it
 * @param type       what is wanted there
 * @param qualifiers which one
 */
public record Point(Class<?> declaring, String member, Type type, Set<Annotation> qualifiers) {

    /** Takes a copy. */
    public Point {
        qualifiers = Set.copyOf(qualifiers);
    }

    /**
     * Reads an injection point.
     *
     * @param point of the container
     * @return what is to be known of it
     */
    public static Point of(InjectionPoint point) {
        Member member = point.getMember();
        Class<?> declaring = member == null ? Object.class : member.getDeclaringClass();
        return new Point(declaring, name(point), type(point), point.getQualifiers());
    }

    /** Some containers forget the type of what an {@code Instance} gives; then its declaration says it. */
    private static Type type(InjectionPoint point) {
        Type type = wanted(point.getType());
        if (kind(type).isEmpty() && point.getAnnotated() != null) {
            Type declared = wanted(point.getAnnotated().getBaseType());
            return kind(declared).isEmpty() ? type : declared;
        }
        return type;
    }

    private static Optional<Kind> kind(Type type) {
        return Kind.of(type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static String name(InjectionPoint point) {
        Member member = point.getMember();
        if (member == null) {
            return "";
        }
        if (!(point.getAnnotated() instanceof AnnotatedParameter<?> parameter)) {
            return member.getName();
        }
        String callable = member instanceof Constructor<?> ? "constructor" : member.getName();
        return callable + "(…), parameter " + (parameter.getPosition() + 1);
    }

    /** {@code Instance<X>} and {@code Provider<X>} want an X, later. */
    private static Type wanted(Type type) {
        boolean isLater = type instanceof ParameterizedType later
                && (later.getRawType() == Instance.class || later.getRawType() == Provider.class);
        return isLater ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    }

    Optional<Kind> kind() {
        return kind(type);
    }

    /** The types that it has, or none when it is raw. */
    Type[] arguments() {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments() : new Type[0];
    }

    <A extends Annotation> @Nullable A qualifier(Class<A> wanted) {
        return qualifiers.stream().filter(wanted::isInstance).map(wanted::cast).findFirst().orElse(null);
    }

    Fault fault(String problem, String instead) {
        return new Fault(declaring, member, problem, instead);
    }
}
