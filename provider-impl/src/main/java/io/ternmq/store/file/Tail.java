// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What lies behind the place where a scan stopped: nothing, the remains of writes that a crash cut off, or the proof
 * that the log is damaged.
 *
 * @param damage why it is damage, or null
 * @param remainsUpTo where the last remain ends; the place where the scan stopped when there is none
 */
record Tail(@Nullable String damage, long remainsUpTo) {

    /**
     * Looks at the rest of the log.
     *
     * @param scanner has stopped
     * @param forced  a position up to which the log is known to have been on disk, from elsewhere
     */
    static Tail of(LogScanner scanner, FrameCursor cursor, Layout layout, long forced) throws IOException {
        long stop = scanner.stoppedAt();
        if (forced > stop) {
            return new Tail("no valid frame in " + layout.describe(stop) + ", although the log was on disk up to"
                    + " position " + forced, stop);
        }
        if (isCutOff(cursor, layout, stop)) {
            return new Tail(Format.segmentName(layout.number(stop)) + " is too short: it was cut off", stop);
        }
        if (isSingleByte(cursor, layout, stop)) {
            return new Tail("a single byte is wrong in the frame in " + layout.describe(stop), stop);
        }
        Rest rest = new Rest(cursor, layout, scanner.epoch());
        for (long number : cursor.segments().numbers()) {
            if (number >= layout.number(stop) && cursor.segments().find(number) != null) {
                rest.look(number == layout.number(stop) ? stop : layout.start(number));
            }
        }
        String damage = rest.forced <= stop ? null : "no valid frame in " + layout.describe(stop)
                + ", although a later one in " + layout.describe(rest.witness) + " says that the log was on disk up to"
                + " position " + rest.forced;
        return new Tail(damage, Math.max(stop, rest.end));
    }

    /** What is filled is on disk before a frame is written into it: a crash cannot make a file too short. */
    private static boolean isCutOff(FrameCursor cursor, Layout layout, long stop) throws IOException {
        Segment segment = cursor.segments().find(layout.number(stop));
        FrameHeader header = cursor.peek(stop);
        long end = layout.offset(stop) + (header == null ? 0 : header.size());
        return segment == null || segment.filled() < layout.neededFill(layout.offset(stop)) || segment.filled() < end;
    }

    private static boolean isSingleByte(FrameCursor cursor, Layout layout, long position) throws IOException {
        cursor.load(position, Format.frameSize(layout.largestPayload()));
        return cursor.availableFrom(position) > 0 && new ByteDamage(layout).isSingle(
                cursor.window(), cursor.at(position), cursor.availableFrom(position), position);
    }

    /** Looks for headers of frames, and for whatever is not zero where nothing was written over. */
    private static final class Rest {

        private static final int WORD = Format.ALIGNMENT;

        private final FrameCursor cursor;
        private final Layout layout;
        private final int epoch;
        private final byte[] zeros = new byte[Format.PAGE];
        private long forced;
        private long witness;
        private long end;

        Rest(FrameCursor cursor, Layout layout, int epoch) {
            this.cursor = cursor;
            this.layout = layout;
            this.epoch = epoch;
        }

        void look(long from) throws IOException {
            Segment segment = cursor.segments().find(layout.number(from));
            boolean filled = segment != null && !segment.isRecycled();
            long at = from;
            while (cursor.load(at, Format.FRAME_HEADER)) {
                long behind = at + ((cursor.availableFrom(at) - Format.FRAME_HEADER) & -WORD) + WORD;
                for (at = skipZeros(at); at < behind; at = skipZeros(at + WORD)) {
                    end = filled ? Math.max(end, at + WORD) : end;
                    lookAt(at);
                }
                at = behind;
            }
        }

        /** The next word that is not zero, or a place behind the window. */
        private long skipZeros(long from) {
            int at = cursor.at(from);
            int to = at + Math.max(0, cursor.availableFrom(from));
            byte[] bytes = cursor.window();
            while (at < to) {
                int length = Math.min(to - at, zeros.length);
                int first = Arrays.mismatch(bytes, at, at + length, zeros, 0, length);
                if (first >= 0) {
                    return from + ((at + first - cursor.at(from)) & -WORD);
                }
                at += length;
            }
            return from + to - cursor.at(from);
        }

        private void lookAt(long at) {
            FrameHeader header = FrameHeader.read(cursor.window(), cursor.at(at), at, layout);
            if (header != null && header.epoch() >= epoch) {
                end = Math.max(end, at + header.size());
                if (header.forcedUpTo() > forced) {
                    forced = header.forcedUpTo();
                    witness = at;
                }
            }
        }
    }
}
