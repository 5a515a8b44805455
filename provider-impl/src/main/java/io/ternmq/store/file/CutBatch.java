// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch that is cut into several frames: encoded records one behind the other, each with its header.
 *
 * @param region    the records
 * @param flags     of each frame
 * @param parts     the stretch for each frame
 * @param batchSize number of records
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record CutBatch(byte[] region, int flags, List<Part> parts, int batchSize) {

    /**
     * What goes into one frame.
     *
     * @param from  where it begins in the region
     * @param to    where it ends
     * @param flags of the frame, beside those of the batch
     * @param count number of records
     */
    record Part(int from, int to, int flags, int count) {

        boolean isPiece() {
            return (flags & Format.PIECE) != 0;
        }

        int payload() {
            return to - from + (isPiece() ? Format.PIECE_CHECK : 0);
        }
    }

    /** Cuts records so that no payload is longer than it may be. */
    static CutBatch of(byte[] region, int flags, int batchSize, int largest) {
        ByteBuffer bytes = ByteBuffer.wrap(region);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        int count = 0;
        int at = 0;
        for (int i = 0; i < batchSize; i++) {
            int end = at + Format.RECORD_HEADER + bytes.getInt(at);
            if (count > 0 && end - from > largest) {
                parts.add(new Part(from, at, 0, count));
                from = at;
                count = 0;
            }
            if (end - at > largest) {
                addPieces(parts, at, end, largest - Format.PIECE_CHECK);
                from = end;
            } else {
                count++;
            }
            at = end;
        }
        if (count > 0) {
            parts.add(new Part(from, at, 0, count));
        }
        return new CutBatch(region, flags, parts, batchSize);
    }

    private static void addPieces(List<Part> parts, int from, int to, int largest) {
        for (int at = from; at < to; at += largest) {
            int flags = Format.PIECE | (at > from ? Format.CONTINUED : 0);
            parts.add(new Part(at, Math.min(to, at + largest), flags, 1));
        }
    }

    /** Flags of a frame. */
    int flagsOf(int index) {
        return flags | parts.get(index).flags() | (index < parts.size() - 1 ? Format.MORE : 0);
    }
}
