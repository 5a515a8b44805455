// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteWriter;

/**
 * A stretch of the log in memory: frames one behind the other, in one segment. The owner of the log adds frames; what
 * is published may be read by any thread, and by the writer, while more is added. When everything in it is on disk, its
 * bytes are used again by another chunk: a reader that was late sees that a check fails, and goes to the disk.
 */
final class Chunk {

    /**
     * The bytes as they were when something was published.
     *
     * @param bytes array
     * @param size  how many of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Published(byte[] bytes, int size) {}

    private final long base;
    private final ByteWriter writer;
    private volatile Published published;

    Chunk(long base, ByteWriter writer) {
        this.base = base;
        this.writer = writer;
        writer.truncate(0);
        this.published = new Published(writer.array(), 0);
    }

    /** Position of the first byte. */
    long base() {
        return base;
    }

    /** Position behind the last byte. */
    long end() {
        return base + published.size;
    }

    ByteWriter writer() {
        return writer;
    }

    Published publish() {
        Published now = new Published(writer.array(), writer.size());
        published = now;
        return now;
    }

    Published published() {
        return published;
    }
}
