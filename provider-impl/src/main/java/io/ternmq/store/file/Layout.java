// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

/**
 * How positions fall into segments, and the checks of the store. Without state; callable from any thread.
 *
 * @param segmentBytes size of a segment
 * @param seal         checks
 */
record Layout(long segmentBytes, Seal seal) {

    /** Number of the segment; takes references too. */
    long number(long position) {
        return place(position) / segmentBytes;
    }

    /** Where in the segment; takes references too. */
    long offset(long position) {
        return place(position) % segmentBytes;
    }

    /** Position of what a reference speaks of. */
    static long place(long ref) {
        return ref & ~Format.REF_IN_PIECES;
    }

    static boolean isInPieces(long ref) {
        return (ref & Format.REF_IN_PIECES) != 0;
    }

    /** Where the first frame of a segment is. */
    long start(long number) {
        return number * segmentBytes + Format.SEGMENT_HEADER;
    }

    long position(long number, long offset) {
        return number * segmentBytes + offset;
    }

    /** Whether a frame may be put there, with the end of the segment behind it. */
    boolean fits(long position, int frameSize) {
        return offset(position) + frameSize + Format.END_FRAME <= segmentBytes;
    }

    /** How far a segment must be filled with zeros before a frame that ends at this offset may be written. */
    long neededFill(long endOffset) {
        return Math.min(segmentBytes, endOffset + Format.END_FRAME + Format.PAGE);
    }

    int largestPayload() {
        return (int) Math.min(Format.LARGEST_PAYLOAD, segmentBytes / 4);
    }

    /** Says where a position is, for messages. */
    String describe(long position) {
        return Format.segmentName(number(position)) + " at offset " + offset(position) + " (position "
                + place(position) + ")";
    }
}
