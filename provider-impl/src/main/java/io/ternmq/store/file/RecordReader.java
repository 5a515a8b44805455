// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads single records. Callable from any thread.
 *
 * <p>What is in memory still is taken from there. Else, the first look at a stretch of the log costs one small read; a
 * second one near to it fetches {@value #WINDOW} bytes from there on, because a backlog that is worked off is read in
 * order. {@value #WINDOWS} such windows are kept, the newest of them; each is never changed, so that readers need no
 * lock.
 */
final class RecordReader {

    private static final int WINDOW = 1 << 16;
    private static final int WINDOWS = 4;
    private static final int LOOKS = 16;
    private static final int SMALL = 4_096;

    /**
     * A stretch of the log.
     *
     * @param position of the first byte
     * @param bytes    the bytes
     * @param length   how many of them count
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Window(long position, byte[] bytes, int length) {

        boolean holds(long from, long size) {
            return from >= position && from + size <= position + length;
        }

        int at(long place) {
            return (int) (place - position);
        }

        ByteBuffer buffer() {
            return ByteBuffer.wrap(bytes);
        }
    }

    private final Segments segments;
    private final Layout layout;
    private final Chunks chunks;
    private final LogWriter writer;
    private final AtomicReferenceArray<@Nullable Window> windows = new AtomicReferenceArray<>(WINDOWS);
    private final AtomicReferenceArray<@Nullable Long> looks = new AtomicReferenceArray<>(LOOKS);
    private final AtomicInteger turn = new AtomicInteger();

    RecordReader(Segments segments, Layout layout, Chunks chunks, LogWriter writer) {
        this.segments = segments;
        this.layout = layout;
        this.chunks = chunks;
        this.writer = writer;
    }

    /** The bytes of a record; null when there is none that is whole. */
    @Nullable ByteReader read(long ref) throws IOException {
        if (ref < layout.segmentBytes()) {
            return null;
        }
        if (Layout.isInPieces(ref)) {
            return readPieces(Layout.place(ref));
        }
        ByteReader found = record(inMemory(ref), ref);
        for (int i = 0; i < WINDOWS && found == null; i++) {
            found = record(windows.get(i), ref);
        }
        return found == null ? readFromDisk(ref) : found;
    }

    private @Nullable Window inMemory(long position) {
        Chunk chunk = chunks.find(position);
        if (chunk == null) {
            return null;
        }
        Chunk.Published published = chunk.published();
        return new Window(chunk.base(), published.bytes(), published.size());
    }

    private @Nullable ByteReader readFromDisk(long ref) throws IOException {
        boolean near = isNearAnEarlierLook(ref);
        Window window = fetch(ref, near ? WINDOW : SMALL);
        if (window == null || window.length() < Format.RECORD_HEADER) {
            return null;
        }
        if (near) {
            windows.set(Math.floorMod(turn.getAndIncrement(), WINDOWS), window);
        }
        long size = (long) Format.RECORD_HEADER + window.buffer().getInt(0);
        if (size < Format.RECORD_HEADER || size > layout.largestPayload()) {
            return null;
        }
        if (size <= window.length()) {
            return record(window, ref);
        }
        return record(fetch(ref, (int) size), ref);
    }

    private boolean isNearAnEarlierLook(long ref) {
        Long stretch = ref / WINDOW;
        int slot = (int) (stretch % LOOKS);
        boolean near = stretch.equals(looks.get(slot));
        looks.set(slot, stretch);
        return near;
    }

    private @Nullable Window fetch(long position, int size) throws IOException {
        Segment segment = segments.find(layout.number(position));
        if (segment == null) {
            return null;
        }
        long left = Math.min(layout.segmentBytes() - layout.offset(position), writer.written() - position);
        byte[] bytes = new byte[(int) Math.max(0, Math.min(size, left))];
        int read = segment.file().read(layout.offset(position), ByteBuffer.wrap(bytes));
        return new Window(position, bytes, read);
    }

    /** The record that begins in a window; null when there is none that is whole. */
    private @Nullable ByteReader record(@Nullable Window window, long ref) {
        if (window == null || !window.holds(ref, Format.RECORD_HEADER)) {
            return null;
        }
        ByteBuffer bytes = window.buffer();
        int at = window.at(ref);
        int length = bytes.getInt(at);
        int check = bytes.getInt(at + Integer.BYTES);
        int content = at + Format.RECORD_HEADER;
        return length >= 0 && window.holds(ref, (long) Format.RECORD_HEADER + length)
                && check == layout.seal().checkRecord(window.bytes(), content, length, ref)
                ? new ByteReader(window.bytes(), content, length) : null;
    }

    /** Follows the frames of a record that is in pieces. */
    private @Nullable ByteReader readPieces(long position) throws IOException {
        Frame frame = readPiece(position - Format.FRAME_HEADER);
        if (frame == null || frame.header().has(Format.CONTINUED)) {
            return null;
        }
        ByteBuffer head = ByteBuffer.wrap(frame.bytes(), frame.payloadAt(), Format.RECORD_HEADER);
        byte[] record = new byte[head.getInt() & ~Format.IN_PIECES];
        int check = head.getInt();
        int skipped = Format.RECORD_HEADER;
        int filled = 0;
        while (frame != null) {
            int part = frame.header().length() - skipped - Format.PIECE_CHECK;
            if (part <= 0 || part > record.length - filled) {
                return null;
            }
            System.arraycopy(frame.bytes(), frame.payloadAt() + skipped, record, filled, part);
            filled += part;
            skipped = 0;
            frame = filled < record.length ? readPiece(frame.end()) : null;
        }
        return filled == record.length && layout.seal().checkRecord(record, 0, filled, position) == check
                ? new ByteReader(record) : null;
    }

    /**
     * Number of the last segment in which a record has a piece.
     *
     * @param ref       a reference of a record in pieces
     * @param sizeBytes about how large it is; used when it is damaged
     */
    long lastSegment(long ref, int sizeBytes) throws IOException {
        long position = Layout.place(ref) - Format.FRAME_HEADER;
        Frame frame = readPiece(position);
        if (frame == null) {
            return layout.number(position) + sizeBytes / layout.segmentBytes() + 1;
        }
        long left = (ByteBuffer.wrap(frame.bytes()).getInt(frame.payloadAt()) & ~Format.IN_PIECES)
                + (long) Format.RECORD_HEADER;
        long last = layout.number(position);
        while (frame != null) {
            last = layout.number(frame.position());
            left -= frame.header().length() - Format.PIECE_CHECK;
            frame = left > 0 ? readPiece(frame.end()) : null;
        }
        return last;
    }

    private @Nullable Frame readPiece(long position) throws IOException {
        Frame frame = readFrame(position);
        if (frame != null && frame.header().isEnd()) {
            frame = readFrame(layout.start(layout.number(position) + 1));
        }
        return frame != null && frame.header().has(Format.PIECE)
                && RecordCursor.isConsistent(frame, layout.seal()) ? frame : null;
    }

    private @Nullable Frame readFrame(long position) throws IOException {
        Window window = windowOf(position, Format.FRAME_HEADER);
        FrameHeader header = window == null ? null
                : FrameHeader.read(window.bytes(), window.at(position), position, layout);
        window = header == null ? null : windowOf(position, header.size());
        return window == null || header == null ? null
                : new Frame(position, header, window.bytes(), window.at(position) + Format.FRAME_HEADER);
    }

    /** What is not written yet is in memory; what has been written may be there in other bytes already. */
    private @Nullable Window windowOf(long position, int size) throws IOException {
        Window window = position < writer.written() ? fetch(position, size) : inMemory(position);
        if (window == null || !window.holds(position, size)) {
            window = fetch(position, size);
        }
        return window != null && window.holds(position, size) ? window : null;
    }
}
