// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.ByteReader;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes the records out of the frames of a batch. For one thread at a time. */
final class BatchRecords {

    /** Takes encoded records. */
    @FunctionalInterface
    interface Visitor {

        /** Takes one; the reader holds just this record. */
        void visit(ByteReader record, long ref);
    }

    private final Disk disk;
    private final Layout layout;
    private ByteBuffer record = ByteBuffer.allocate(0);
    private long ref;
    private int check;

    BatchRecords(Disk disk, Layout layout) {
        this.disk = disk;
        this.layout = layout;
    }

    /** Visits all records of a batch. */
    void visit(List<Frame> frames, Visitor visitor) {
        for (Frame frame : frames) {
            if (frame.header().has(Format.PIECE)) {
                addPiece(frame, visitor);
            } else {
                visit(frame, visitor);
            }
        }
    }

    private void visit(Frame frame, Visitor visitor) {
        RecordCursor records = new RecordCursor(frame, layout.seal());
        while (records.next()) {
            require(records.isWhole(), records.ref());
            visitor.visit(new ByteReader(frame.bytes(), records.contentAt(), records.length()), records.ref());
        }
        require(records.isAtEnd(), frame.position());
    }

    private void addPiece(Frame frame, Visitor visitor) {
        int at = frame.payloadAt();
        int length = frame.header().length() - Format.PIECE_CHECK;
        if (!frame.header().has(Format.CONTINUED)) {
            ByteBuffer bytes = ByteBuffer.wrap(frame.bytes());
            record = ByteBuffer.allocate(bytes.getInt(at) & ~Format.IN_PIECES);
            check = bytes.getInt(at + Integer.BYTES);
            ref = frame.payloadPosition();
            at += Format.RECORD_HEADER;
            length -= Format.RECORD_HEADER;
        }
        require(length > 0 && length <= record.remaining(), frame.position());
        record.put(frame.bytes(), at, length);
        if (!record.hasRemaining()) {
            require(layout.seal().checkRecord(record.array(), 0, record.capacity(), ref) == check, ref);
            visitor.visit(new ByteReader(record.array()), ref | Format.REF_IN_PIECES);
            record = ByteBuffer.allocate(0);
        }
    }

    private void require(boolean holds, long position) {
        if (!holds) {
            throw Failures.damaged(disk, "the records in " + layout.describe(position) + " do not fit their frame");
        }
    }
}
