// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.message.Bytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of properties and of values in a body, and how each is read from JSON. */
enum ValueType {
    BOOLEAN(Boolean.class, ValueType::truth),
    BYTE(Byte.class, value -> Byte.valueOf(digits(value))),
    SHORT(Short.class, value -> Short.valueOf(digits(value))),
    CHAR(Character.class, ValueType::character),
    INT(Integer.class, value -> Integer.valueOf(digits(value))),
    LONG(Long.class, value -> Long.valueOf(digits(value))),
    FLOAT(Float.class, value -> Float.valueOf(floating(value))),
    DOUBLE(Double.class, value -> Double.valueOf(floating(value))),
    STRING(String.class, ValueType::text),
    BYTES(Bytes.class, ValueType::bytes);

    private final Class<?> type;
    @SuppressWarnings("ImmutableEnumChecker") // each is a function without state
    private final Function<JsonValue, Object> reader;

    ValueType(Class<?> type, Function<JsonValue, Object> reader) {
        this.type = type;
        this.reader = reader;
    }

    static ValueType of(Object value) {
        for (ValueType known : values()) {
            if (known.type.isInstance(value)) {
                return known;
            }
        }
        throw new IllegalArgumentException("A message cannot hold a " + value.getClass().getName());
    }

    /** The name in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a property may have it. */
    boolean isForProperties() {
        return this != CHAR && this != BYTES;
    }

    /**
     * Reads a value that says its type, or null.
     *
     * @throws JsonException when there is no such type, or the value is none of it
     */
    static @Nullable Object read(JsonValue json, boolean isProperty) {
        if (json instanceof JsonValue.Nothing) {
            return null;
        }
        if (!(json instanceof JsonValue.Members members) || members.values().size() != 1) {
            throw new JsonException(json.column(), "a value is null or an object of one member that says the type,"
                    + " for example {\"int\":5}");
        }
        String word = members.values().keySet().iterator().next();
        JsonValue content = members.values().values().iterator().next();
        for (ValueType known : values()) {
            if (known.word().equals(word) && (known.isForProperties() || !isProperty)) {
                return known.parse(content);
            }
        }
        throw new JsonException(json.column(), "there is no type \"" + word + "\" here, but "
                + Arrays.stream(values()).filter(known -> known.isForProperties() || !isProperty)
                        .map(ValueType::word).collect(Collectors.joining(", ")));
    }

    /** Reads a value of this type. */
    Object parse(JsonValue json) {
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException e) {
            throw new JsonException(json.column(), "that is no " + word());
        }
    }

    private static Boolean truth(JsonValue json) {
        if (json instanceof JsonValue.Truth truth) {
            return truth.value();
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static String digits(JsonValue json) {
        if (json instanceof JsonValue.Numeral number) {
            return number.digits();
        }
        throw new IllegalArgumentException("no number");
    }

    /** Infinity and what is no number are strings; a number that is too large for the type is refused. */
    private static String floating(JsonValue json) {
        if (json instanceof JsonValue.Text text && !text.value().matches("NaN|-?Infinity")) {
            throw new IllegalArgumentException("no number");
        }
        return json instanceof JsonValue.Text text ? text.value() : digits(json);
    }

    private static Character character(JsonValue json) {
        String text = text(json);
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static String text(JsonValue json) {
        if (json instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException("no string");
    }

    static Bytes bytes(JsonValue json) {
        byte[] decoded = Base64.getDecoder().decode(text(json));
        return Bytes.wrap(decoded, 0, decoded.length);
    }
}
