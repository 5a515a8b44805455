// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.large;

import java.io.OutputStream;

/** Takes the bytes of a {@link PatternStream} and fails on the first wrong one. */
final class PatternCheck extends OutputStream {

    private final int seed;
    private long position;

    PatternCheck(int seed) {
        this.seed = seed;
    }

    /** How many bytes have come. */
    long count() {
        return position;
    }

    @Override
    public void write(int value) {
        if ((byte) value != PatternStream.at(seed, position)) {
            throw new AssertionError("Byte " + position + " is wrong");
        }
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(bytes[offset + i]);
        }
    }
}
