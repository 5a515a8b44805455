// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteWriter;
import io.ternmq.store.RecordCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Writes an image over the older one of two files. What lies inside the file has room for certain; when the disk gives
 * no more behind its end, the image is given up, and further records are taken and forgotten. Owned by the owner of
 * the log.
 *
 * @param <R> type of the records
 */
final class CheckpointWriter<R> {

    private static final int PIECE = 1 << 18;
    private static final long SMALLEST = 1 << 16;

    private final DiskFile file;
    private final long number;
    private final Seal seal;
    private final RecordCodec<R> codec;
    private final ByteWriter piece = new ByteWriter(PIECE);
    private final long sizeBefore;
    private long at = Format.PAGE;
    private long records;
    private int pieces;
    private boolean outOfRoom;

    CheckpointWriter(DiskFile file, long number, Seal seal, RecordCodec<R> codec) throws IOException {
        this.file = file;
        this.number = number;
        this.seal = seal;
        this.codec = codec;
        this.sizeBefore = file.size();
        begin();
    }

    /** Makes a file of a size at which the images of small states need no more room. */
    static void create(Disk disk, String name) throws IOException {
        try (DiskFile file = disk.open(name)) {
            file.truncate(0);
            file.write(0, ByteBuffer.allocate((int) SMALLEST));
            file.force(true);
        }
    }

    private void begin() {
        piece.truncate(0);
        piece.putLong(0);
        piece.putLong(0);
    }

    void add(R record) throws IOException {
        int start = piece.size();
        piece.putInt(0);
        codec.encode(record, piece);
        piece.setInt(start, piece.size() - start - Integer.BYTES);
        records++;
        if (piece.size() >= PIECE) {
            write(CheckpointBody.RECORDS);
        }
    }

    private void write(int kind) throws IOException {
        int length = piece.size() - CheckpointBody.PIECE_HEADER;
        long place = CheckpointBody.place(number, at);
        piece.setInt(0, length);
        piece.setInt(4, kind);
        piece.setInt(8, seal.check(piece.array(), CheckpointBody.PIECE_HEADER, length, place));
        piece.setInt(CheckpointBody.PIECE_CHECKED,
                seal.check(piece.array(), 0, CheckpointBody.PIECE_CHECKED, place));
        put(at, ByteBuffer.wrap(piece.array(), 0, piece.size()));
        at += piece.size();
        pieces++;
        begin();
    }

    private void put(long position, ByteBuffer bytes) throws IOException {
        if (outOfRoom) {
            return;
        }
        try {
            file.write(position, bytes);
        } catch (IOException e) {
            if (position + bytes.limit() <= sizeBefore) {
                throw e;
            }
            outOfRoom = true;
        }
    }

    /**
     * Writes what is left, and then the header.
     *
     * @param keptBytes how many bytes of each segment the image keeps
     * @return false when there was no room; nothing has changed then
     */
    boolean finish(int epoch, long covers, long scanFrom, long logEnd, Map<Long, Long> keptBytes, Layout layout)
            throws IOException {
        if (piece.size() > CheckpointBody.PIECE_HEADER) {
            write(CheckpointBody.RECORDS);
        }
        for (Map.Entry<Long, Long> kept : keptBytes.entrySet()) {
            piece.putLong(kept.getKey());
            piece.putLong(kept.getValue());
        }
        write(CheckpointBody.SEGMENTS);
        if (outOfRoom) {
            giveBack();
            return false;
        }
        file.force(at > sizeBefore);
        file.write(0, new CheckpointHeader(number, epoch, covers, scanFrom, logEnd, bodyBytes(), records, pieces)
                .encoded(layout));
        file.force(false);
        shrink();
        return true;
    }

    /** An image that was large once needs no place for ever; some is left for the next. */
    private void shrink() throws IOException {
        if (sizeBefore > 4 * at + SMALLEST) {
            file.truncate(2 * at + SMALLEST);
        }
    }

    private void giveBack() throws IOException {
        if (file.size() > sizeBefore) {
            file.truncate(sizeBefore);
        }
    }

    boolean isOutOfRoom() {
        return outOfRoom;
    }

    long bodyBytes() {
        return at - Format.PAGE;
    }
}
