// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads frames one behind the other through a window. For one thread at a time. */
final class FrameCursor {

    private static final int WINDOW = 1 << 18;

    private final Segments segments;
    private final Layout layout;
    private byte[] window;
    private long windowAt = -1;
    private int available;

    FrameCursor(Segments segments, Layout layout) {
        this.segments = segments;
        this.layout = layout;
        this.window = new byte[(int) Math.min(WINDOW, layout.segmentBytes())];
    }

    /** The frame at a position, valid until the next call; null when there is none that is whole. */
    @Nullable Frame read(long position) throws IOException {
        if (!load(position, Format.FRAME_HEADER)) {
            return null;
        }
        FrameHeader header = FrameHeader.read(window, at(position), position, layout);
        if (header == null || !load(position, Format.FRAME_HEADER + header.length())) {
            return null;
        }
        int payloadAt = at(position) + Format.FRAME_HEADER;
        int check = layout.seal().check(window, payloadAt, header.length(), position + Format.FRAME_HEADER);
        return check == header.payloadCheck() ? new Frame(position, header, window, payloadAt) : null;
    }

    /** The header at a position, whatever follows it; null when there is none that is whole. */
    @Nullable FrameHeader peek(long position) throws IOException {
        return load(position, Format.FRAME_HEADER)
                ? FrameHeader.read(window, at(position), position, layout) : null;
    }

    /** Makes bytes available in the window; false when the segment is not there or ends before. */
    boolean load(long position, int length) throws IOException {
        if (windowAt >= 0 && position >= windowAt && position + length <= windowAt + available) {
            return true;
        }
        Segment segment = segments.find(layout.number(position));
        if (segment == null) {
            return false;
        }
        if (window.length < length) {
            window = new byte[length + Format.PAGE];
        }
        long left = layout.segmentBytes() - layout.offset(position);
        ByteBuffer into = ByteBuffer.wrap(window, 0, (int) Math.min(window.length, left));
        available = segment.file().read(layout.offset(position), into);
        windowAt = position;
        return available >= length;
    }

    byte[] window() {
        return window;
    }

    /** Where in the window a position is. */
    int at(long position) {
        return (int) (position - windowAt);
    }

    /** How many bytes of the window follow a position. */
    int availableFrom(long position) {
        return (int) (windowAt + available - position);
    }

    Segments segments() {
        return segments;
    }
}
