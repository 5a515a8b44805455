// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ByteWriter} wrote. Whatever does not fit (too few bytes, a length that is larger than what is left,
 * a number of more than 64 bits) ends in a {@link BufferUnderflowException}, and nothing is allocated for it. What
 * stands behind the stretch in the array is never looked at. For one thread at a time.
 */
public final class ByteReader {

    private static final int GROUP = 7;
    private static final int LAST_GROUP = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads a stretch of an array that nobody changes meanwhile. */
    public ByteReader(byte[] bytes, int offset, int length) {
        this.position = Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.end = offset + length;
    }

    /** Reads a whole array. */
    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - position;
    }

    /** Where in the array the next byte is. */
    public int position() {
        return position;
    }

    /** The array behind; never to be changed. */
    public byte[] array() {
        return bytes;
    }

    /** Leaves bytes out. */
    public void skip(int count) {
        advance(count);
    }

    /** Reads one byte. */
    public byte getByte() {
        if (position >= end) {
            throw new BufferUnderflowException();
        }
        return bytes[position++];
    }

    /** Reads one byte as a truth value. */
    public boolean getBoolean() {
        return getByte() != 0;
    }

    /** Reads two bytes. */
    public short getShort() {
        return (short) BigEndian.SHORT.get(bytes, advance(Short.BYTES));
    }

    /** Reads four bytes. */
    public int getInt() {
        return (int) BigEndian.INT.get(bytes, advance(Integer.BYTES));
    }

    /** Reads eight bytes. */
    public long getLong() {
        return (long) BigEndian.LONG.get(bytes, advance(Long.BYTES));
    }

    /** Reads a number in groups of seven bits. */
    public long getNumber() {
        long value = 0;
        for (int shift = 0; shift < LAST_GROUP; shift += GROUP) {
            byte next = getByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        byte top = getByte();
        if ((top & ~1) != 0) {
            throw new BufferUnderflowException();
        }
        return value | (long) top << LAST_GROUP;
    }

    /** Reads a number near zero. */
    public long getSigned() {
        long raw = getNumber();
        return raw >>> 1 ^ -(raw & 1);
    }

    /** Reads a number of things, each of which takes at least one of the bytes that are left. */
    public int getCount() {
        long count = getNumber();
        require(count);
        return (int) count;
    }

    /** Reads bytes with their number in front. */
    public byte[] getBytes() {
        int length = getCount();
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** Reads a text, be it null. Bytes that are not UTF-8 where that is said become replacement characters. */
    public @Nullable String getText() {
        long header = getNumber();
        if (header == 0) {
            return null;
        }
        if (header < 0) {
            throw new BufferUnderflowException();
        }
        int from = advance(TextForm.length(header));
        int length = position - from;
        return switch (TextForm.of(header)) {
            case LATIN -> new String(bytes, from, length, StandardCharsets.ISO_8859_1);
            case UTF_8 -> new String(bytes, from, length, StandardCharsets.UTF_8);
            case UTF_16 -> utf16(from, length);
        };
    }

    /** Reads a text that cannot be null; one that is null all the same does not fit. */
    public String getPresentText() {
        String text = getText();
        if (text == null) {
            throw new BufferUnderflowException();
        }
        return text;
    }

    /** Goes past a text that cannot be null; returns how many characters it has. */
    public int skipPresentText() {
        long header = getNumber();
        if (header <= 0) {
            throw new BufferUnderflowException();
        }
        int from = advance(TextForm.length(header));
        int length = position - from;
        return switch (TextForm.of(header)) {
            case LATIN -> length;
            case UTF_8 -> new String(bytes, from, length, StandardCharsets.UTF_8).length();
            case UTF_16 -> charsOf(length);
        };
    }

    private String utf16(int from, int length) {
        char[] text = new char[charsOf(length)];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) BigEndian.CHAR.get(bytes, from + i * Character.BYTES);
        }
        return new String(text);
    }

    private static int charsOf(int bytesOfUtf16) {
        if (bytesOfUtf16 % Character.BYTES != 0) {
            throw new BufferUnderflowException();
        }
        return bytesOfUtf16 / Character.BYTES;
    }

    /** Moves on and says where it was. */
    private int advance(long count) {
        require(count);
        int from = position;
        position += (int) count;
        return from;
    }

    private void require(long count) {
        if (count < 0 || count > end - position) {
            throw new BufferUnderflowException();
        }
    }
}
