// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.large;

import java.io.InputStream;
import java.util.Objects;

/** So many bytes that can be foretold, each from its place and a seed. Remembers whether it was closed. */
final class PatternStream extends InputStream {

    private final int seed;
    private final long length;
    private long position;
    private boolean closed;

    PatternStream(int seed, long length) {
        this.seed = seed;
        this.length = length;
    }

    /** The byte at a place. */
    static byte at(int seed, long position) {
        return (byte) (seed + position + (position >>> 8) * 31 + (position >>> 20) * 7);
    }

    /** All bytes of a short one. */
    static byte[] array(int seed, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(seed, i);
        }
        return bytes;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int read() {
        return position == length ? -1 : at(seed, position++) & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, into.length);
        if (position == length && count > 0) {
            return -1;
        }
        int read = (int) Math.min(count, length - position);
        for (int i = 0; i < read; i++) {
            into[offset + i] = at(seed, position++);
        }
        return read;
    }

    @Override
    public void close() {
        closed = true;
    }
}
