// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A growing row of bytes, big-endian. Numbers that are mostly small are written in groups of seven bits, lowest first,
 * each byte but the last with its top bit set. For one thread at a time.
 *
 * <p>A row has an end at about 2 GiB; whatever goes beyond it is refused with {@code RESOURCE_LIMIT} and leaves the
 * row as it was before the call.
 */
public final class ByteWriter {

    private static final int SMALLEST = 256;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int GROUP = 7;
    private static final int LONGEST_NUMBER = 10;
    private static final char HIGHEST_LATIN = '\u00FF';

    private byte[] bytes;
    private int size;

    /** Makes an empty one. */
    public ByteWriter() {
        this(SMALLEST);
    }

    /** Makes an empty one with room for a number of bytes. */
    public ByteWriter(int capacity) {
        bytes = new byte[Math.max(SMALLEST, capacity)];
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** The bytes are at the beginning of this array until the next write; never to be changed. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written from a place on; the room stays. */
    public void truncate(int newSize) {
        Objects.checkFromToIndex(0, newSize, size);
        size = newSize;
    }

    /** Writes one byte. */
    public void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Writes one byte, 0 or 1. */
    public void putBoolean(boolean value) {
        putByte(value ? 1 : 0);
    }

    /** Writes two bytes. */
    public void putShort(int value) {
        ensure(Short.BYTES);
        BigEndian.SHORT.set(bytes, size, (short) value);
        size += Short.BYTES;
    }

    /** Writes four bytes. */
    public void putInt(int value) {
        ensure(Integer.BYTES);
        BigEndian.INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Overwrites four bytes that were written before. */
    public void setInt(int at, int value) {
        Objects.checkFromIndexSize(at, Integer.BYTES, size);
        BigEndian.INT.set(bytes, at, value);
    }

    /** Writes eight bytes. */
    public void putLong(long value) {
        ensure(Long.BYTES);
        BigEndian.LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Overwrites eight bytes that were written before. */
    public void setLong(int at, long value) {
        Objects.checkFromIndexSize(at, Long.BYTES, size);
        BigEndian.LONG.set(bytes, at, value);
    }

    /** Writes a number in groups of seven bits; a negative one takes ten bytes. */
    public void putNumber(long value) {
        ensure(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= GROUP;
        }
        bytes[size++] = (byte) rest;
    }

    /** Writes a number near zero, be it negative, in groups of seven bits. */
    public void putSigned(long value) {
        putNumber(value << 1 ^ value >> 63);
    }

    /** Writes bytes without their number. */
    public void putRaw(byte[] from, int offset, int length) {
        ensure(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** Writes the number of bytes and the bytes. */
    public void putBytes(byte[] from, int offset, int length) {
        ensure((long) LONGEST_NUMBER + length);
        putNumber(length);
        putRaw(from, offset, length);
    }

    /**
     * Writes a text, be it null: a number, then characters. The number is 0 for null, else 1 + 3 times the number of
     * bytes that follow + 0, 1 or 2 for their form: ISO 8859-1 if that can say it, UTF-8 if it is well-formed and that
     * is much shorter than the third, which is UTF-16 and says everything, half a surrogate pair included.
     */
    public void putText(@Nullable String text) {
        if (text == null) {
            putNumber(0);
        } else if (!tryPutLatin(text)) {
            if (TextForm.isShortInUtf8(text)) {
                putUtf8(text.getBytes(StandardCharsets.UTF_8));
            } else {
                putUtf16(text);
            }
        }
    }

    /** Takes the lower half of each character without a look at it, and compares after that: both are block moves. */
    @SuppressWarnings("deprecation") // the lower halves are what is wanted
    private boolean tryPutLatin(String text) {
        int length = text.length();
        if (length > 0 && text.charAt(0) > HIGHEST_LATIN) {
            return false;
        }
        ensure((long) LONGEST_NUMBER + length);
        int start = size;
        putNumber(TextForm.LATIN.header(length));
        text.getBytes(0, length, bytes, size);
        if (text.equals(new String(bytes, size, length, StandardCharsets.ISO_8859_1))) {
            size += length;
            return true;
        }
        size = start;
        return false;
    }

    private void putUtf8(byte[] encoded) {
        ensure((long) LONGEST_NUMBER + encoded.length);
        putNumber(TextForm.UTF_8.header(encoded.length));
        putRaw(encoded, 0, encoded.length);
    }

    private void putUtf16(String text) {
        long length = 2L * text.length();
        ensure(LONGEST_NUMBER + length);
        putNumber(TextForm.UTF_16.header(length));
        int at = size;
        for (int i = 0; i < text.length(); i++, at += Character.BYTES) {
            BigEndian.CHAR.set(bytes, at, text.charAt(i));
        }
        size = at;
    }

    private void ensure(long more) {
        if (bytes.length - size < more) {
            grow(size + more);
        }
    }

    private void grow(long needed) {
        if (needed > LARGEST) {
            throw new ProviderException(
                    ErrorCode.RESOURCE_LIMIT,
                    "A message and what belongs to it would take " + needed + " bytes, but " + LARGEST
                            + " is the most that can be written in one piece; send it in parts.");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), LARGEST));
    }
}
