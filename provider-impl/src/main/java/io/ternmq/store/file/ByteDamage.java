// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a frame that is not whole differs in exactly one byte from one that is. Such a frame was whole
 * once and has been damaged since: a write that a crash cuts off leaves more than one wrong byte, since the eight bytes
 * of the trailer are written last, lie in one sector and are never zero.
 *
 * <p>CRC is linear: what a wrong checksum differs by depends on the wrong bits and on how many bytes follow them, not
 * on what the bytes are. The difference is rolled back over the following bytes, one at a time, until it is what a
 * single byte causes. A long payload has so many bytes that a difference by chance may look like that; the
 * independent checks of the records then decide.
 */
final class ByteDamage {

    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int BYTES = 256;
    /** What a disk writes whole or not at all, at least. */
    private static final int SECTOR = 512;

    private final Layout layout;
    private final int[] table = new int[BYTES];
    private final int[] byTopByte = new int[BYTES];

    ByteDamage(Layout layout) {
        this.layout = layout;
        for (int i = 0; i < BYTES; i++) {
            int sum = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = (sum & 1) == 0 ? sum >>> 1 : sum >>> 1 ^ POLYNOMIAL;
            }
            table[i] = sum;
            byTopByte[sum >>> 24] = i;
        }
    }

    /**
     * Whether one byte is wrong in the frame that begins at a place of an array.
     *
     * @param bytes     holds the frame; changed back to what it was
     * @param at        where it begins
     * @param available how many bytes there are from there on
     */
    boolean isSingle(byte[] bytes, int at, int available, long position) {
        if (available < Format.END_FRAME) {
            return false;
        }
        FrameHeader whole = FrameHeader.read(bytes, at, position, layout);
        if (whole != null) {
            return isSingleInPayload(bytes, at, available, position, whole);
        }
        int stored = ByteBuffer.wrap(bytes).getInt(at + Format.FRAME_CHECKED);
        int difference = stored ^ layout.seal().check(bytes, at, Format.FRAME_CHECKED, position);
        if (isOneByte(difference)) {
            return isWholeBut(bytes, at, available, position);
        }
        Wrong wrong = find(difference, Format.FRAME_CHECKED);
        if (wrong == null) {
            return false;
        }
        wrong.flip(bytes, at);
        boolean single = isWholeBut(bytes, at, available, position);
        wrong.flip(bytes, at);
        return single;
    }

    /** Whether everything but the header, which has been mended, is right. */
    private boolean isWholeBut(byte[] bytes, int at, int available, long position) {
        FrameHeader header = FrameHeader.raw(bytes, at);
        return header.isPlausible(position, layout) && header.size() <= available
                && hasTrailer(bytes, at, position, header)
                && payloadCheck(bytes, at, position, header) == header.payloadCheck();
    }

    private boolean isSingleInPayload(byte[] bytes, int at, int available, long position, FrameHeader header) {
        if (header.size() > available || !hasTrailer(bytes, at, position, header)) {
            return false;
        }
        int difference = header.payloadCheck() ^ payloadCheck(bytes, at, position, header);
        Wrong wrong = find(difference, header.length());
        if (wrong == null || isLostSector(bytes, at, position, header, Format.FRAME_HEADER + wrong.index())) {
            return false;
        }
        int payloadAt = at + Format.FRAME_HEADER;
        wrong.flip(bytes, payloadAt);
        boolean single = RecordCursor.isConsistent(
                new Frame(position, header, bytes, payloadAt), layout.seal());
        wrong.flip(bytes, payloadAt);
        return single;
    }

    /**
     * Whether a sector was never written, which leaves zeros, and only one of its bytes should be something else. (In a
     * segment that is written over, an old sector may differ in one byte, too; that is taken for damage.)
     */
    private boolean isLostSector(byte[] bytes, int at, long position, FrameHeader header, int index) {
        long frameAt = layout.offset(position);
        long sectorAt = (frameAt + index) & -SECTOR;
        int from = (int) Math.max(0, sectorAt - frameAt);
        int to = (int) Math.min(header.size(), sectorAt + SECTOR - frameAt);
        for (int i = from; i < to; i++) {
            if (bytes[at + i] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean hasTrailer(byte[] bytes, int at, long position, FrameHeader header) {
        long found = ByteBuffer.wrap(bytes).getLong(at + header.trailerAt());
        return found == layout.seal().trailer(position, header.epoch());
    }

    private int payloadCheck(byte[] bytes, int at, long position, FrameHeader header) {
        return layout.seal().check(bytes, at + Format.FRAME_HEADER, header.length(),
                position + Format.FRAME_HEADER);
    }

    private static boolean isOneByte(int difference) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            if (difference != 0 && (difference & ~(0xFF << shift)) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Which byte of a row, and which bits of it, make a checksum differ by so much; null when no single one does. */
    private @Nullable Wrong find(int difference, int length) {
        int rolled = difference;
        for (int index = length - 1; index >= 0 && rolled != 0; index--) {
            int candidate = byTopByte[rolled >>> 24];
            int rest = rolled ^ table[candidate];
            if (rest == 0) {
                return new Wrong(index, (byte) candidate);
            }
            rolled = rest << Byte.SIZE | candidate;
        }
        return null;
    }

    /**
     * A wrong byte.
     *
     * @param index which one
     * @param bits  the wrong bits of it
     */
    private record Wrong(int index, byte bits) {

        void flip(byte[] bytes, int from) {
            bytes[from + index] ^= bits;
        }
    }
}
