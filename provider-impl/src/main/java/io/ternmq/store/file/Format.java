// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

/**
 * The format of a file store, version {@value #VERSION}. All numbers are big-endian.
 *
 * <p><b>Directory.</b>
 * <pre>
 *   meta                     identity of the store and number of its owners
 *   checkpoint.a / .b        the last two images of the state, written in turn
 *   0000000000000001.log …   segments of the log, named by their number in hexadecimal
 *   lock, lock.owner         matter of {@link RealDisk}
 * </pre>
 *
 * <p><b>Positions.</b> The log is one row of bytes, cut into segments of equal size: {@code position = number * segment
 * size + offset}. Segments are counted from 1, so that no position is 0. A number is never used twice. Segments that
 * nobody needs are renamed and written over, with their old bytes in them.
 *
 * <p><b>Checks.</b> {@code CRC-32C(x) @ p} is the checksum of the bytes {@code x}, mixed with the identity of the store
 * and the place {@code p}: what was written for another place, another segment or another store never passes. The check
 * of a single record takes CRC-32 instead, so that the two are independent.
 *
 * <p><b>Segment:</b> header, then frames one behind the other, each at a multiple of 8.
 * <pre>
 *    0  8  "TERNLOG1"
 *    8  4  version of the format
 *   12  4  1 when the segment was written over, 0 when it was filled with zeros
 *   16  8  identity of the store
 *   24  8  number of the segment
 *   32  8  size of a segment
 *   40  4  zero
 *   44  4  CRC-32C(0 … 43) @ number
 * </pre>
 *
 * <p><b>Frame:</b>
 * <pre>
 *    0  4  length n of the payload, less than 1 MiB
 *    4  1  flags: 1 more frames of this batch follow · 2 relocated: not to be replayed · 4 payload is a piece of a
 *          record · 8 and not its first one · 16 the segment ends here, n is 0
 *    5  3  number of records; 1 when the payload is a piece, 0 at the end of a segment
 *    8  4  epoch: the owner that wrote it
 *   12  4  CRC-32C(payload) @ position + 28
 *   16  8  forced up to: the log up to this position was known to be on disk when the frame was made
 *   24  4  CRC-32C(0 … 23) @ position
 *   28  n  payload, then zeros up to a multiple of 8
 *       8  trailer: mixed from identity, position and epoch, no byte of it zero
 * </pre>
 * A frame lies in one segment; 40 bytes are always left for the frame that ends the segment. Behind every frame at
 * least 4 KiB have been filled with zeros and forced before it is written, or the segment is whole: a file that ends
 * earlier was cut.
 *
 * <p><b>Payload:</b> records, or a piece of one record that is too long, with CRC-32(piece) in its last 4 bytes.
 * <pre>
 *   0  4  length m of the record; the highest bit is set when it is in pieces
 *   4  4  CRC-32(record) @ position of the length
 *   8  m  record
 * </pre>
 * The position of the length is the record's reference, with bit 60 set when the record is in pieces.
 *
 * <p><b>Meta:</b> two places, at 0 and 4096, of which the owner of epoch {@code e} writes number {@code e mod 2}. The
 * greater epoch counts. Epoch 0 is that of a store that is being made.
 * <pre>
 *    0  8  "TERNMETA"      16  8  identity of the store     32  4  zero
 *    8  4  version         24  8  size of a segment         36  4  CRC-32C(0 … 35) @ 0
 *   12  4  epoch                                            40  8  trailer
 * </pre>
 *
 * <p><b>Checkpoint:</b> number {@code k}, counted from 1, is in file {@code a} when {@code k} is odd. The header is
 * written after all else is on disk.
 * <pre>
 *    0  8  "TERNCKPT"      32  8  covers                    64  8  number of records
 *    8  4  version         40  8  the scan begins here      72  4  number of pieces
 *   12  4  epoch           48  8  end of the log, forced    76  4  CRC-32C(0 … 75) @ k
 *   16  8  identity        56  8  bytes of all pieces       80  8  trailer
 *   24  8  k
 *   4096   pieces, each:
 *    0  4  length n        8  4  CRC-32C(content) @ k + offset, mixed with the offset
 *    4  4  1 records, 2 segments                            12  4  CRC-32C(0 … 11), likewise
 *   16  n  content: records of 4 bytes length and the record; or, for each segment that holds a kept record, its
 *          number and the kept bytes, 8 bytes each
 * </pre>
 */
final class Format {

    static final int VERSION = 1;

    static final long SEGMENT_MAGIC = 0x5445524E4C4F4731L;
    static final long META_MAGIC = 0x5445524E4D455441L;
    static final long CHECKPOINT_MAGIC = 0x5445524E434B5054L;

    static final int ALIGNMENT = 8;
    static final int PAGE = 4_096;

    static final int SEGMENT_HEADER = 48;
    static final int SEGMENT_CHECKED = 44;

    static final int FRAME_HEADER = 28;
    static final int FRAME_CHECKED = 24;
    static final int TRAILER = 8;
    static final int END_FRAME = 40;
    static final int LARGEST_PAYLOAD = (1 << 20) - 64;

    static final int MORE = 1;
    static final int RELOCATED = 2;
    static final int PIECE = 4;
    static final int CONTINUED = 8;
    static final int END = 16;
    static final int ALL_FLAGS = 31;

    static final int RECORD_HEADER = 8;
    static final int PIECE_CHECK = 4;
    static final int IN_PIECES = 1 << 31;
    static final long REF_IN_PIECES = 1L << 60;

    static final String META = "meta";
    static final String SEGMENT_SUFFIX = ".log";

    private Format() {}

    /** Size of a frame with everything. */
    static int frameSize(int payload) {
        return padded(FRAME_HEADER + payload) + TRAILER;
    }

    static int padded(int size) {
        return (size + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static String segmentName(long number) {
        return String.format("%016x%s", number, SEGMENT_SUFFIX);
    }

    /** Number of the segment with that file name, or 0 when it is none. */
    static long segmentNumber(String name) {
        int digits = name.length() - SEGMENT_SUFFIX.length();
        if (digits != 16 || !name.endsWith(SEGMENT_SUFFIX)) {
            return 0;
        }
        try {
            long number = Long.parseLong(name.substring(0, digits), 16);
            return name.equals(segmentName(number)) ? number : 0;
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    static String checkpointName(long number) {
        return (number & 1) == 1 ? "checkpoint.a" : "checkpoint.b";
    }
}
