// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of properties, maps and streams into bytes and back. A byte says the type:
 *
 * <pre>
 *  0 null       1 true      2 false     3 Byte, one byte             4 Short, two bytes      5 Character, two bytes
 *  6 Integer, signed number             7 Long, signed number        8 Float, its four bytes
 *  9 Double, its eight bytes           10 String, text              11 Bytes, with their number
 * </pre>
 */
final class ValueCodec {

    private static final int NULL = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int SHORT = 4;
    private static final int CHARACTER = 5;
    private static final int INTEGER = 6;
    private static final int LONG = 7;
    private static final int FLOAT = 8;
    private static final int DOUBLE = 9;
    private static final int TEXT = 10;
    private static final int BYTES = 11;

    /** A map is not made larger than this before its entries are seen. */
    private static final int TRUSTED_CAPACITY = 64;

    private ValueCodec() {}

    static void encode(Map<String, Object> values, ByteWriter out) {
        if (values instanceof WrittenValues written) {
            written.writeTo(out);
            return;
        }
        out.putNumber(values.size());
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            out.putText(entry.getKey());
            encode(entry.getValue(), out);
        }
    }

    static Map<String, Object> decodeMap(ByteReader in) {
        int count = in.getCount();
        Map<String, Object> values = new LinkedHashMap<>(2 * Math.min(count, TRUSTED_CAPACITY));
        for (int i = 0; i < count; i++) {
            String name = in.getPresentText();
            values.put(name, decode(in));
            if (values.size() == i) {
                throw Malformed.because("a name stands twice among its values");
            }
        }
        return values;
    }

    /**
     * Copies a map without reading its values; they are looked at as far as it takes to find its end. That no name
     * stands twice is seen when the values are read.
     */
    static Map<String, Object> copyMap(ByteReader in) {
        int start = in.position();
        int count = in.getCount();
        if (count == 0) {
            return Map.of();
        }
        int size = 0;
        for (int i = 0; i < count; i++) {
            size += in.skipPresentText() + skip(in);
        }
        return new WrittenValues(Arrays.copyOfRange(in.array(), start, in.position()), size);
    }

    /** Goes past a value; returns what {@link Values#sizeOf(Object)} says of it. */
    private static int skip(ByteReader in) {
        byte type = in.getByte();
        int more = 0;
        switch (type) {
            case TEXT -> more = in.skipPresentText();
            case BYTES -> {
                more = in.getCount();
                in.skip(more);
            }
            case CHARACTER -> in.skip(Short.BYTES);
            case TRUE, FALSE, NULL -> more = 0;
            default -> decodeNumber(type, in);
        }
        return Values.PER_ENTRY + more;
    }

    static void encode(@Nullable Object value, ByteWriter out) {
        if (value instanceof String text) {
            out.putByte(TEXT);
            out.putText(text);
        } else if (value instanceof Number number) {
            encodeNumber(number, out);
        } else if (value instanceof Boolean truth) {
            out.putByte(truth ? TRUE : FALSE);
        } else if (value instanceof Bytes bytes) {
            out.putByte(BYTES);
            encode(bytes, out);
        } else if (value instanceof Character character) {
            out.putByte(CHARACTER);
            out.putShort(character);
        } else if (value == null) {
            out.putByte(NULL);
        } else {
            throw unknown(value);
        }
    }

    static void encode(Bytes bytes, ByteWriter out) {
        out.putBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    static Bytes decodeBytes(ByteReader in) {
        byte[] read = in.getBytes();
        return Bytes.wrap(read, 0, read.length);
    }

    private static void encodeNumber(Number number, ByteWriter out) {
        if (number instanceof Integer) {
            out.putByte(INTEGER);
            out.putSigned(number.intValue());
        } else if (number instanceof Long) {
            out.putByte(LONG);
            out.putSigned(number.longValue());
        } else if (number instanceof Double) {
            out.putByte(DOUBLE);
            out.putLong(Double.doubleToRawLongBits(number.doubleValue()));
        } else if (number instanceof Float) {
            out.putByte(FLOAT);
            out.putInt(Float.floatToRawIntBits(number.floatValue()));
        } else if (number instanceof Short) {
            out.putByte(SHORT);
            out.putShort(number.shortValue());
        } else if (number instanceof Byte) {
            out.putByte(BYTE);
            out.putByte(number.byteValue());
        } else {
            throw unknown(number);
        }
    }

    static @Nullable Object decode(ByteReader in) {
        byte type = in.getByte();
        return switch (type) {
            case TEXT -> in.getPresentText();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case BYTES -> decodeBytes(in);
            case CHARACTER -> (char) in.getShort();
            default -> decodeNumber(type, in);
        };
    }

    private static Object decodeNumber(byte type, ByteReader in) {
        return switch (type) {
            case INTEGER -> decodeInteger(in);
            case LONG -> in.getSigned();
            case DOUBLE -> Double.longBitsToDouble(in.getLong());
            case FLOAT -> Float.intBitsToFloat(in.getInt());
            case SHORT -> in.getShort();
            case BYTE -> in.getByte();
            default -> throw Malformed.because("there is no type of value with number " + type);
        };
    }

    private static Integer decodeInteger(ByteReader in) {
        long value = in.getSigned();
        if (value != (int) value) {
            throw Malformed.because("a value that should be an Integer is " + value);
        }
        return (int) value;
    }

    private static ProviderException unknown(Object value) {
        return new ProviderException(
                ErrorCode.MESSAGE_FORMAT,
                "A message holds a value of " + value.getClass()
                        + ", which is none of the types that properties, maps and streams may hold.");
    }
}
