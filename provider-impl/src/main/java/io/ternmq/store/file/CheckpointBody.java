// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what follows the header of an image. For one thread at a time. */
final class CheckpointBody {

    static final int PIECE_HEADER = 16;
    static final int PIECE_CHECKED = 12;
    static final int RECORDS = 1;
    static final int SEGMENTS = 2;

    /** Takes the records of an image. */
    @FunctionalInterface
    interface Visitor {

        /** Takes one; the reader holds just this record. */
        void visit(ByteReader record);
    }

    private final DiskFile file;
    private final CheckpointHeader header;
    private final Seal seal;
    private final Map<Long, Long> keptBytes = new TreeMap<>();
    private final ByteBuffer pieceHeader = ByteBuffer.allocate(PIECE_HEADER);
    private byte[] content = new byte[0];
    private long records;

    CheckpointBody(DiskFile file, CheckpointHeader header, Seal seal) {
        this.file = file;
        this.header = header;
        this.seal = seal;
    }

    /** What the checks of a piece are mixed with. */
    static long place(long number, long offset) {
        return number << 40 ^ offset;
    }

    /**
     * Walks over all pieces.
     *
     * @param visitor takes the records, or null when they are only to be checked
     * @return what is wrong, or null
     */
    @Nullable String walk(@Nullable Visitor visitor) throws IOException {
        long at = Format.PAGE;
        long end = Format.PAGE + header.bodyBytes();
        records = 0;
        for (int i = 0; i < header.pieces(); i++) {
            int length = readPiece(at, end);
            if (length < 0 || !take(length, visitor)) {
                return header.name() + " is damaged at offset " + at;
            }
            at += PIECE_HEADER + length;
        }
        return at == end && records == header.records() ? null : header.name() + " is not complete";
    }

    /** Reads a piece into the buffer; -1 when it is not whole. */
    private int readPiece(long at, long end) throws IOException {
        if (file.read(at, pieceHeader.clear()) < PIECE_HEADER) {
            return -1;
        }
        long place = place(header.number(), at);
        int length = pieceHeader.getInt(0);
        if (pieceHeader.getInt(PIECE_CHECKED) != seal.check(pieceHeader.array(), 0, PIECE_CHECKED, place)
                || length < 0 || at + PIECE_HEADER + length > end) {
            return -1;
        }
        if (content.length < length) {
            content = new byte[length];
        }
        if (file.read(at + PIECE_HEADER, ByteBuffer.wrap(content, 0, length)) < length) {
            return -1;
        }
        return pieceHeader.getInt(8) == seal.check(content, 0, length, place) ? length : -1;
    }

    private boolean take(int length, @Nullable Visitor visitor) {
        ByteBuffer bytes = ByteBuffer.wrap(content, 0, length);
        if (pieceHeader.getInt(4) == SEGMENTS) {
            while (bytes.remaining() >= 2 * Long.BYTES) {
                keptBytes.put(bytes.getLong(), bytes.getLong());
            }
            return true;
        }
        while (bytes.remaining() >= Integer.BYTES) {
            int size = bytes.getInt();
            if (size < 0 || size > bytes.remaining()) {
                return false;
            }
            if (visitor != null) {
                visitor.visit(new ByteReader(content, bytes.position(), size));
            }
            bytes.position(bytes.position() + size);
            records++;
        }
        return true;
    }

    /** How many bytes of each segment the image keeps; known after a walk. */
    Map<Long, Long> keptBytes() {
        return keptBytes;
    }
}
