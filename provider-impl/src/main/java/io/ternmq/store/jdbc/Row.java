// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

/** A row of the log: its key, its flags, its bytes. Nobody changes the bytes. */
final class Row {

    private final long position;
    private final int flags;
    private final byte[] content;

    Row(long position, int flags, byte[] content) {
        this.position = position;
        this.flags = flags;
        this.content = content;
    }

    long position() {
        return position;
    }

    int flags() {
        return flags;
    }

    /** Checksum and records. */
    byte[] content() {
        return content;
    }

    boolean hasMore() {
        return (flags & RowFormat.MORE) != 0;
    }

    boolean isContinued() {
        return (flags & RowFormat.CONTINUED) != 0;
    }
}
