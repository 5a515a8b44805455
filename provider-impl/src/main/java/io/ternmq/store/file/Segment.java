// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A segment that is open. The file may be read by any thread; how far it is filled is the matter of {@link Room}.
 */
final class Segment {

    private final long number;
    private final DiskFile file;
    private final boolean recycled;
    private volatile long filled;

    private Segment(long number, DiskFile file, boolean recycled, long filled) {
        this.number = number;
        this.file = file;
        this.recycled = recycled;
        this.filled = filled;
    }

    long number() {
        return number;
    }

    DiskFile file() {
        return file;
    }

    /** Whether old bytes may follow the end of the log. */
    boolean isRecycled() {
        return recycled;
    }

    /** Up to which offset bytes may be written without asking the disk for more. */
    long filled() {
        return filled;
    }

    void setFilled(long offset) {
        filled = offset;
    }

    /** Writes a header to a file and forces it. */
    static Segment begin(DiskFile file, long number, boolean recycled, long filled, Layout layout) throws IOException {
        file.write(0, header(number, recycled, layout));
        file.force(true);
        return new Segment(number, file, recycled, filled);
    }

    /** Looks at a file; null when its header is not that of the segment. */
    static @Nullable Segment open(DiskFile file, long number, Layout layout) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Format.SEGMENT_HEADER);
        if (file.read(0, header) < Format.SEGMENT_HEADER) {
            return null;
        }
        header.flip();
        for (boolean recycled : new boolean[] {false, true}) {
            if (header.equals(header(number, recycled, layout))) {
                long size = Math.min(file.size(), layout.segmentBytes());
                return new Segment(number, file, recycled, size & -Format.ALIGNMENT);
            }
        }
        return null;
    }

    /** What a header says of its store; null when it is not that of a segment with this number. */
    static @Nullable Layout layoutOf(DiskFile file, long number) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(Format.SEGMENT_HEADER);
        if (file.read(0, header) < Format.SEGMENT_HEADER) {
            return null;
        }
        Layout layout = new Layout(header.getLong(32), new Seal(header.getLong(16)));
        return header.getLong(0) == Format.SEGMENT_MAGIC && header.getInt(Format.SEGMENT_CHECKED)
                == layout.seal().check(header.array(), 0, Format.SEGMENT_CHECKED, number) ? layout : null;
    }

    private static ByteBuffer header(long number, boolean recycled, Layout layout) {
        ByteBuffer header = ByteBuffer.allocate(Format.SEGMENT_HEADER);
        header.putLong(Format.SEGMENT_MAGIC).putInt(Format.VERSION).putInt(recycled ? 1 : 0);
        header.putLong(layout.seal().storeId()).putLong(number).putLong(layout.segmentBytes()).putInt(0);
        header.putInt(layout.seal().check(header.array(), 0, Format.SEGMENT_CHECKED, number));
        return header.flip();
    }
}
