// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Bytes;
import jakarta.jms.JMSException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tables 3-2 and 3-7 of the specification: which stored value can be read as which type. One table serves properties,
 * map and stream, because the table of properties is the other one without {@code char} and {@code byte[]}, which no
 * property can hold. A null value is parsed as a null String would be, and fails as that does.
 */
final class Conversions {

    private Conversions() {}

    static boolean toBoolean(@Nullable Object value) throws JMSException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (isText(value)) {
            return Boolean.parseBoolean((String) value);
        }
        throw Refusals.notConvertible(value, "boolean");
    }

    static byte toByte(@Nullable Object value) throws JMSException {
        if (value instanceof Byte number) {
            return number;
        }
        if (isText(value)) {
            return Byte.parseByte((String) value);
        }
        throw Refusals.notConvertible(value, "byte");
    }

    static short toShort(@Nullable Object value) throws JMSException {
        if (value instanceof Number number && isShort(number)) {
            return number.shortValue();
        }
        if (isText(value)) {
            return Short.parseShort((String) value);
        }
        throw Refusals.notConvertible(value, "short");
    }

    static int toInt(@Nullable Object value) throws JMSException {
        if (value instanceof Number number && isInt(number)) {
            return number.intValue();
        }
        if (isText(value)) {
            return Integer.parseInt((String) value);
        }
        throw Refusals.notConvertible(value, "int");
    }

    static long toLong(@Nullable Object value) throws JMSException {
        if (value instanceof Number number && isLong(number)) {
            return number.longValue();
        }
        if (isText(value)) {
            return Long.parseLong((String) value);
        }
        throw Refusals.notConvertible(value, "long");
    }

    static float toFloat(@Nullable Object value) throws JMSException {
        if (value instanceof Float number) {
            return number;
        }
        if (isText(value)) {
            return Float.parseFloat((String) value);
        }
        throw Refusals.notConvertible(value, "float");
    }

    static double toDouble(@Nullable Object value) throws JMSException {
        if (value instanceof Number number && isDouble(number)) {
            return number.doubleValue();
        }
        if (isText(value)) {
            return Double.parseDouble((String) value);
        }
        throw Refusals.notConvertible(value, "double");
    }

    static char toChar(@Nullable Object value) throws JMSException {
        if (value instanceof Character character) {
            return character;
        }
        if (value == null) {
            throw new NullPointerException("A null value cannot be read as char.");
        }
        throw Refusals.notConvertible(value, "char");
    }

    static @Nullable String toText(@Nullable Object value) throws JMSException {
        if (value instanceof Bytes) {
            throw Refusals.notConvertible(value, "String");
        }
        return value == null ? null : value.toString();
    }

    static byte @Nullable [] toBytes(@Nullable Object value) throws JMSException {
        if (value == null) {
            return null;
        }
        if (value instanceof Bytes bytes) {
            return bytes.toArray();
        }
        throw Refusals.notConvertible(value, "byte[]");
    }

    /** The value as a program may have it: what it does to an array does not reach the message. */
    static @Nullable Object toObject(@Nullable Object value) {
        return value instanceof Bytes bytes ? bytes.toArray() : value;
    }

    /**
     * The stored form of a map or stream value.
     *
     * @throws jakarta.jms.MessageFormatException when a body cannot hold it
     */
    static @Nullable Object stored(@Nullable Object value) throws JMSException {
        if (value instanceof byte[] array) {
            return Bytes.copyOf(array);
        }
        if (isProperty(value) || value instanceof Character) {
            return value;
        }
        throw Refusals.format("A body cannot hold an object of type " + typeName(value)
                + "; it can hold the boxed primitive types, String and byte[].");
    }

    /** The stored form of a part of an array; null stays null. */
    static @Nullable Bytes stored(byte @Nullable [] array, int offset, int length) {
        if (array == null) {
            return null;
        }
        Objects.checkFromIndexSize(offset, length, array.length);
        return Bytes.wrap(Arrays.copyOfRange(array, offset, offset + length), 0, length);
    }

    /** Whether a property can hold the value. */
    static boolean isProperty(@Nullable Object value) {
        return isText(value) || value instanceof Boolean || (value instanceof Number number && isNumber(number));
    }

    /** The name of a stored value's type as a program knows it. */
    static String typeName(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Bytes ? "byte[]" : value.getClass().getSimpleName();
    }

    private static boolean isText(@Nullable Object value) {
        return value == null || value instanceof String;
    }

    private static boolean isShort(Number value) {
        return value instanceof Short || value instanceof Byte;
    }

    private static boolean isInt(Number value) {
        return value instanceof Integer || isShort(value);
    }

    private static boolean isLong(Number value) {
        return value instanceof Long || isInt(value);
    }

    private static boolean isNumber(Number value) {
        return isLong(value) || isDouble(value);
    }

    private static boolean isDouble(Number value) {
        return value instanceof Double || value instanceof Float;
    }
}
