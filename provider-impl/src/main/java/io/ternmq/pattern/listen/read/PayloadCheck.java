// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Payload;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether Jakarta JSON Binding can read a type, as far as its declaration tells. Refers to nothing of that library,
 * which may be missing: its annotations are known by their names. A class that says itself how it is read is believed.
 * Pure functions.
 */
final class PayloadCheck {

    /** What to write in place of a class that cannot be read. */
    static final String INSTEAD = "Take String, byte[], a public record, a public class with a public constructor"
            + " without parameters or with @JsonbCreator, or a List or Map of these.";

    private static final String BINDING = "jakarta.json.bind.annotation.";
    private static final Set<String> OWN_WORD = Set.of(
            BINDING + "JsonbTypeInfo", BINDING + "JsonbTypeDeserializer", BINDING + "JsonbTypeAdapter",
            "com.fasterxml.jackson.annotation.JsonTypeInfo", "com.fasterxml.jackson.annotation.JsonCreator",
            "com.fasterxml.jackson.databind.annotation.JsonDeserialize");
    private static final Set<String> CREATORS =
            Set.of(BINDING + "JsonbCreator", "com.fasterxml.jackson.annotation.JsonCreator");
    private static final Set<String> VALUES = Set.of("java.math", "java.time", "jakarta.json");
    private static final Set<String> CLASSES = Set.of(
            "java.lang.Object", "java.lang.String", "java.lang.Boolean", "java.lang.Character", "java.lang.Byte",
            "java.lang.Short", "java.lang.Integer", "java.lang.Long", "java.lang.Float", "java.lang.Double",
            "java.lang.Number", "java.net.URI", "java.net.URL", "java.util.Date", "java.util.Calendar",
            "java.util.GregorianCalendar", "java.util.TimeZone", "java.util.SimpleTimeZone", "java.util.UUID",
            "java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

    private PayloadCheck() {}

    /** Why a type cannot be read, as the end of a sentence; null when nothing speaks against it. */
    static @Nullable String problem(Type type) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        if (type instanceof ParameterizedType given) {
            return Stream.concat(Stream.of(given.getRawType()), Arrays.stream(given.getActualTypeArguments()))
                    .map(PayloadCheck::bound)
                    .map(PayloadCheck::problem)
                    .filter(why -> why != null)
                    .findFirst()
                    .orElse(null);
        }
        if (type instanceof GenericArrayType array) {
            return problem(array.getGenericComponentType());
        }
        if (type instanceof TypeVariable<?> variable) {
            return "the type variable " + variable.getName() + " stands for no class here";
        }
        return type instanceof WildcardType ? "the wildcard " + Site.nameOf(type) + " stands for no class" : null;
    }

    /** Within a type, a wildcard with an upper bound is read as that. */
    private static Type bound(Type part) {
        return part instanceof WildcardType wild && wild.getLowerBounds().length == 0
                ? wild.getUpperBounds()[0]
                : part;
    }

    private static @Nullable String ofClass(Class<?> type) {
        if (type.isArray()) {
            return problem(type.getComponentType());
        }
        if (isKnown(type)) {
            return null;
        }
        String name = Site.nameOf(type);
        if (isForeign(type)) {
            return type.getName() + " is nothing that JSON stands for";
        }
        if (type.isInterface()) {
            return name + " is an interface";
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return name + " is an abstract class";
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return name + " is an inner class that is not static";
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return name + " is not public";
        }
        return type.isRecord() || isMakeable(type)
                ? null
                : name + " has no constructor that it may call";
    }

    private static boolean isKnown(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || type == Payload.class
                || type == CloudEvent.class
                || CLASSES.contains(type.getName())
                || VALUES.contains(type.getPackageName())
                || isCollection(type)
                || isAnnotated(type, OWN_WORD);
    }

    private static boolean isCollection(Class<?> type) {
        return type.getPackageName().equals("java.util")
                && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
    }

    private static boolean isForeign(Class<?> type) {
        return Stream.of("java.", "javax.", "jakarta.", "io.ternmq.api.").anyMatch(type.getName()::startsWith);
    }

    private static boolean isMakeable(Class<?> type) {
        List<Constructor<?>> constructors = List.of(type.getDeclaredConstructors());
        return constructors.stream()
                        .anyMatch(each -> each.getParameterCount() == 0 && isOpen(each.getModifiers()))
                || constructors.stream().anyMatch(PayloadCheck::isCreator)
                || Arrays.stream(type.getDeclaredMethods()).anyMatch(PayloadCheck::isCreator);
    }

    private static boolean isCreator(Executable member) {
        return Modifier.isPublic(member.getModifiers()) && isAnnotated(member, CREATORS);
    }

    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static boolean isAnnotated(AnnotatedElement element, Set<String> names) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .map(Class::getName)
                .anyMatch(names::contains);
    }
}
