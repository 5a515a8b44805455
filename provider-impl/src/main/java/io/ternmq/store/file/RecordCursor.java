// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.nio.ByteBuffer;

/** Walks over the records in the payload of a frame that holds whole records. For one thread at a time. */
final class RecordCursor {

    private final Frame frame;
    private final Seal seal;
    private final ByteBuffer bytes;
    private final int end;
    private int at;
    private int length;

    RecordCursor(Frame frame, Seal seal) {
        this.frame = frame;
        this.seal = seal;
        this.bytes = ByteBuffer.wrap(frame.bytes());
        this.at = frame.payloadAt();
        this.end = frame.payloadAt() + frame.header().length();
        this.length = -Format.RECORD_HEADER;
    }

    /** Goes on to the next record; false when there is none, or none that fits. */
    boolean next() {
        at += Format.RECORD_HEADER + length;
        length = 0;
        if (end - at < Format.RECORD_HEADER) {
            return false;
        }
        length = bytes.getInt(at);
        return length >= 0 && length <= end - at - Format.RECORD_HEADER;
    }

    /** Whether every byte of the payload has been passed. */
    boolean isAtEnd() {
        return at == end;
    }

    /** Whether the record is what its check says. */
    boolean isWhole() {
        return bytes.getInt(at + 4) == seal.checkRecord(frame.bytes(), contentAt(), length, ref());
    }

    int contentAt() {
        return at + Format.RECORD_HEADER;
    }

    int length() {
        return length;
    }

    long ref() {
        return frame.payloadPosition() + at - frame.payloadAt();
    }

    /** Whether the payload of a frame passes the checks inside it. */
    static boolean isConsistent(Frame frame, Seal seal) {
        FrameHeader header = frame.header();
        if (header.has(Format.PIECE)) {
            int checked = header.length() - Format.PIECE_CHECK;
            return checked >= 0 && ByteBuffer.wrap(frame.bytes()).getInt(frame.payloadAt() + checked)
                    == seal.checkRecord(frame.bytes(), frame.payloadAt(), checked, frame.position());
        }
        RecordCursor records = new RecordCursor(frame, seal);
        int found = 0;
        while (records.next()) {
            if (!records.isWhole()) {
                return false;
            }
            found++;
        }
        return records.isAtEnd() && found == header.count();
    }
}
