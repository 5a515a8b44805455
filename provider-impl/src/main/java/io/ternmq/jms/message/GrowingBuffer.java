// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Bytes;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A body that is being written. It is only ever appended to, so what was handed out as {@link Bytes} stays as it is
 * while writing goes on behind it in the same array: sending in the middle of writing copies nothing.
 */
final class GrowingBuffer extends OutputStream {

    private static final int SMALLEST = 32;

    private ByteBuffer buffer;

    GrowingBuffer(int expected) {
        buffer = ByteBuffer.allocate(Math.max(SMALLEST, expected));
    }

    /** The buffer with room for so many bytes more. */
    ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int needed = Math.addExact(buffer.position(), bytes);
            int grown = buffer.capacity() + (buffer.capacity() >> 1);
            buffer = ByteBuffer.allocate(Math.max(needed, grown)).put(buffer.flip());
        }
        return buffer;
    }

    int size() {
        return buffer.position();
    }

    /**
     * Everything written so far. An array with much slack is cut to size first, because the bytes may stay in memory
     * long after this object.
     */
    Bytes bytes() {
        int size = buffer.position();
        if (buffer.remaining() > SMALLEST + size / 4) {
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), size)).position(size);
        }
        return Bytes.wrap(buffer.array(), 0, size);
    }

    @Override
    public void write(int value) {
        room(1).put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        room(length).put(bytes, offset, length);
    }
}
