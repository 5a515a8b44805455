// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.pattern.listen.Call.Argument;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that are properties of a message, converted as Jakarta Messaging 3.1, section 3.5.4 says, by the
 * provider's message. Pure functions.
 */
final class PropertyArguments {

    /** What else a parameter may be. */
    static final String TYPES = "boolean, byte, short, int, long, float, double, their classes, String, Object,"
            + " an enum, or Optional of these";

    private static final Set<Class<?>> KNOWN = Set.of(
            Boolean.class, Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class, String.class,
            Object.class);

    private PropertyArguments() {}

    /** Whether a property can be a value of this type. */
    static boolean isFit(Type type) {
        Class<?> wanted = wanted(type);
        return wanted != null && (KNOWN.contains(wanted) || wanted.isEnum());
    }

    /** Whether a message may have a property of this name; section 3.5.1. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().allMatch(Character::isJavaIdentifierPart);
    }

    /** Takes a property; of a type that is fit. */
    static Argument of(String name, Type type) {
        Class<?> wanted = wanted(type);
        Class<?> target = wanted == null ? Object.class : wanted;
        if (TypeArguments.raw(type) == Optional.class) {
            return given -> Optional.ofNullable(value(given.message().message(), name, target));
        }
        boolean isNeeded = type instanceof Class<?> plain && plain.isPrimitive();
        return given -> {
            Object value = value(given.message().message(), name, target);
            if (value == null && isNeeded) {
                throw unfit("The message has no property " + name + ", and the parameter is a primitive "
                        + type.getTypeName() + ": take an Optional when messages may be without it", null);
            }
            return value;
        };
    }

    private static @Nullable Class<?> wanted(Type type) {
        boolean isOptional = TypeArguments.raw(type) == Optional.class;
        Type inner = isOptional ? TypeArguments.only(type) : type;
        return inner != null && TypeArguments.boxed(inner) instanceof Class<?> plain ? plain : null;
    }

    private static @Nullable Object value(Message message, String name, Class<?> target) throws JMSException {
        if (message.getObjectProperty(name) == null) {
            return null;
        }
        try {
            return converted(message, name, target);
        } catch (MessageFormatException | NumberFormatException e) {
            throw unfit("The property " + name + " cannot be read as " + target.getSimpleName() + ": "
                    + e.getMessage(), e);
        }
    }

    private static @Nullable Object converted(Message message, String name, Class<?> target) throws JMSException {
        if (target.isEnum()) {
            return constant(message.getStringProperty(name), name, target);
        }
        return switch (target.getSimpleName()) {
            case "Boolean" -> message.getBooleanProperty(name);
            case "Byte" -> message.getByteProperty(name);
            case "Short" -> message.getShortProperty(name);
            case "Integer" -> message.getIntProperty(name);
            case "Long" -> message.getLongProperty(name);
            case "Float" -> message.getFloatProperty(name);
            case "Double" -> message.getDoubleProperty(name);
            case "String" -> message.getStringProperty(name);
            default -> message.getObjectProperty(name);
        };
    }

    private static Object constant(String text, String name, Class<?> target) {
        Object[] constants = target.getEnumConstants();
        for (Object constant : constants) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        String known =
                Arrays.stream(constants).map(each -> ((Enum<?>) each).name()).collect(Collectors.joining(", "));
        throw unfit("The property " + name + " is \"" + text + "\", which is none of " + known, null);
    }

    private static ProviderException unfit(String why, @Nullable Throwable cause) {
        return new ProviderException(ErrorCode.MESSAGE_FORMAT, why + '.', cause);
    }
}
