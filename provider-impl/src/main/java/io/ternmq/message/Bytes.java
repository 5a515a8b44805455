// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stretch of bytes that nobody changes any more. Whoever wraps an array promises that. */
public final class Bytes {

    /** No bytes. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** Wraps without copying; the caller must never write to the stretch again. */
    public static Bytes wrap(byte[] array, int offset, int length) {
        return new Bytes(array, offset, length);
    }

    /** Copies. */
    public static Bytes copyOf(byte[] array) {
        return new Bytes(array.clone(), 0, array.length);
    }

    /** The backing array, to be read from {@link #offset()} for {@link #length()} bytes and never written. */
    public byte[] array() {
        return array;
    }

    /** Where the stretch begins in the array. */
    public int offset() {
        return offset;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** A copy that the caller may change. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only view. */
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(array, offset, length).asReadOnlyBuffer();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that
                && Arrays.equals(
                        array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return toBuffer().hashCode();
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
