// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the payload of a frame.
 *
 * @param length       of the payload
 * @param flags        of {@link Format}
 * @param count        number of records
 * @param epoch        whose frame it is
 * @param payloadCheck check of the payload
 * @param forcedUpTo   how far the log was known to be on disk
 */
record FrameHeader(int length, int flags, int count, int epoch, int payloadCheck, long forcedUpTo) {

    private static final int COUNT_BITS = 24;
    private static final int COUNT_MASK = (1 << COUNT_BITS) - 1;

    /** Reads the header at a place of an array; null when there is none that is whole and belongs to the position. */
    static @Nullable FrameHeader read(byte[] bytes, int at, long position, Layout layout) {
        FrameHeader header = raw(bytes, at);
        if (!header.isPlausible(position, layout)) {
            return null;
        }
        int check = layout.seal().check(bytes, at, Format.FRAME_CHECKED, position);
        return check == ByteBuffer.wrap(bytes).getInt(at + Format.FRAME_CHECKED) ? header : null;
    }

    /** Reads the fields, whatever they are. */
    static FrameHeader raw(byte[] array, int at) {
        ByteBuffer bytes = ByteBuffer.wrap(array);
        int flagsAndCount = bytes.getInt(at + 4);
        return new FrameHeader(bytes.getInt(at), flagsAndCount >>> COUNT_BITS, flagsAndCount & COUNT_MASK,
                bytes.getInt(at + 8), bytes.getInt(at + 12), bytes.getLong(at + 16));
    }

    boolean isPlausible(long position, Layout layout) {
        return length >= 0 && length <= layout.largestPayload() && flags <= Format.ALL_FLAGS
                && epoch > 0 && forcedUpTo >= 0 && forcedUpTo <= position
                && hasPlausibleCount()
                && layout.offset(position) + size() + (isEnd() ? 0 : Format.END_FRAME) <= layout.segmentBytes();
    }

    private boolean hasPlausibleCount() {
        return isEnd() ? length == 0 && count == 0 : count > 0 && count <= length;
    }

    /** Puts the header in front of a payload that is in its place already, and the trailer behind it. */
    void writeAround(ByteWriter out, int at, long position, Seal seal) {
        out.setInt(at, length);
        out.setInt(at + 4, flags << COUNT_BITS | count);
        out.setInt(at + 8, epoch);
        out.setInt(at + 12, seal.check(out.array(), at + Format.FRAME_HEADER, length,
                position + Format.FRAME_HEADER));
        out.setLong(at + 16, forcedUpTo);
        out.setInt(at + Format.FRAME_CHECKED, seal.check(out.array(), at, Format.FRAME_CHECKED, position));
        while (out.size() - at < Format.padded(Format.FRAME_HEADER + length)) {
            out.putByte(0);
        }
        out.putLong(seal.trailer(position, epoch));
    }

    /** Where in the frame the trailer is. */
    int trailerAt() {
        return Format.padded(Format.FRAME_HEADER + length);
    }

    int size() {
        return Format.frameSize(length);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean isEnd() {
        return has(Format.END);
    }
}
