// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The types of properties and of values in a body, each read from the text that people and JSON write for it. */
public enum ValueKind {
    /** True or false. */
    BOOLEAN(Boolean.class, ValueKind::truth),
    /** A number of 8 bits. */
    BYTE(Byte.class, Byte::valueOf),
    /** A number of 16 bits. */
    SHORT(Short.class, Short::valueOf),
    /** One character; in bodies only. */
    CHAR(Character.class, ValueKind::character),
    /** A number of 32 bits. */
    INT(Integer.class, Integer::valueOf),
    /** A number of 64 bits. */
    LONG(Long.class, Long::valueOf),
    /** A floating number of 32 bits. */
    FLOAT(Float.class, ValueKind::floating),
    /** A floating number of 64 bits. */
    DOUBLE(Double.class, ValueKind::doubled),
    /** A text. */
    STRING(String.class, text -> text),
    /** Bytes in base64; in bodies only. */
    BYTES(byte[].class, text -> Base64.getDecoder().decode(text));

    /** What JSON has no numeral for, or none that keeps its sign; it stands as a string. */
    private static final String NO_NUMERAL = "NaN|-?Infinity|-0\\.0";

    private final Class<?> type;
    @SuppressWarnings("ImmutableEnumChecker") // each is a function without state
    private final Function<String, Object> reader;

    ValueKind(Class<?> type, Function<String, Object> reader) {
        this.type = type;
        this.reader = reader;
    }

    static ValueKind of(Object value) {
        for (ValueKind kind : values()) {
            if (kind.type.isInstance(value)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("A message cannot hold a " + value.getClass().getName());
    }

    /**
     * The type with this name that a property may have.
     *
     * @param word the name
     * @return the type
     * @throws MessageTextException when there is none, or not for properties
     */
    public static ValueKind forProperty(String word) {
        return named(word, true);
    }

    static ValueKind named(String word, boolean isProperty) {
        for (ValueKind kind : values()) {
            if (kind.word().equals(word) && (kind.isForProperties() || !isProperty)) {
                return kind;
            }
        }
        throw new MessageTextException("there is no type \"" + word + "\" here; the types are "
                + Arrays.stream(values()).filter(kind -> kind.isForProperties() || !isProperty)
                        .map(ValueKind::word).collect(Collectors.joining(", ")));
    }

    /**
     * The name in JSON and on the command line.
     *
     * @return one word in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a value of this type.
     *
     * @param text the value
     * @return the object that a message holds
     * @throws MessageTextException when the text is none of this type
     */
    public Object parse(String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            String shown = text.length() > 40 ? text.substring(0, 40) + '…' : text;
            throw new MessageTextException('"' + shown + "\" is no " + word(), e);
        }
    }

    Object parse(JsonValue json) {
        boolean isText = json instanceof JsonString;
        if (isText != isWrittenAsText() && !(isText && isFloating() && !isNumeral(json))) {
            throw new MessageTextException(json + " is no " + word());
        }
        return parse(textOf(json));
    }

    JsonValue toJson(Object value) {
        return switch (this) {
            case BOOLEAN -> (Boolean) value ? JsonValue.TRUE : JsonValue.FALSE;
            case BYTE, SHORT, INT, LONG -> Json.createValue(((Number) value).longValue());
            case FLOAT, DOUBLE -> value.toString().matches(NO_NUMERAL)
                    ? Json.createValue(value.toString()) : Json.createValue(new BigDecimal(value.toString()));
            case CHAR, STRING -> Json.createValue(value.toString());
            case BYTES -> Json.createValue(Base64.getEncoder().encodeToString((byte[]) value));
        };
    }

    static String textOf(JsonValue json) {
        return json instanceof JsonString string ? string.getString() : json.toString();
    }

    private boolean isForProperties() {
        return this != CHAR && this != BYTES;
    }

    private boolean isWrittenAsText() {
        return this == CHAR || this == STRING || this == BYTES;
    }

    private boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    private static boolean isNumeral(JsonValue json) {
        return !textOf(json).matches(NO_NUMERAL);
    }

    private static Object truth(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static Object character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static Object floating(String text) {
        float value = Float.parseFloat(text);
        requireInRange(text, Float.isInfinite(value));
        return value;
    }

    private static Object doubled(String text) {
        double value = Double.parseDouble(text);
        requireInRange(text, Double.isInfinite(value));
        return value;
    }

    private static void requireInRange(String text, boolean isInfinite) {
        if (isInfinite && !text.endsWith("Infinity")) {
            throw new IllegalArgumentException("too large");
        }
    }

    /** The type that a bare JSON value has: what it says itself, the smaller of int and long, else double. */
    static @Nullable Object bare(JsonValue json) {
        return switch (json.getValueType()) {
            case NULL -> null;
            case TRUE, FALSE -> BOOLEAN.parse(json);
            case STRING -> ((JsonString) json).getString();
            case NUMBER -> number((JsonNumber) json);
            case OBJECT, ARRAY -> throw new MessageTextException(
                    "a value is a string, a number, true, false, null, or names its type as in {\"long\":5}, not "
                            + json.getValueType().name().toLowerCase(Locale.ROOT));
        };
    }

    private static Object number(JsonNumber number) {
        if (!number.isIntegral()) {
            return DOUBLE.parse(number);
        }
        Long value = (Long) LONG.parse(number);
        return value.intValue() == value ? (Object) value.intValue() : value;
    }
}
