// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What is in a row, version 1. Numbers are big-endian.
 *
 * <pre>
 * CONTENT of a row of the log, at most 512 KiB:
 *   0  CRC-32C of position (8 bytes), epoch (8), flags (4) and all that follows
 *   4  records, one behind the other: length (4 bytes), bytes
 *
 * A batch is one row. Where it is too long, it goes on in the row of the next position: FLAGS has MORE.
 * A record that is too long for a row begins a row of its own and goes on in the following ones, whose FLAGS have
 * CONTINUED; in those, its bytes follow the checksum at once, and no other record follows it.
 *
 * CONTENT of a piece of an image, at most 512 KiB:
 *   0  CRC-32C of number (8 bytes), part (4) and all that follows
 *   4  the next bytes of the image, which is a row of records as above; a record may cross the cut
 *
 * A reference: position of the row * 2^20 + offset of the record's length in CONTENT;
 * for a record of several rows: position of its first row * 2^20 + 2^19 + number of rows
 * </pre>
 */
final class RowFormat {

    /** Flag: the batch goes on in the next row. */
    static final int MORE = 1;
    /** Flag: the row begins inside a record. */
    static final int CONTINUED = 2;
    /** Where the records begin. */
    static final int HEADER = 4;
    /** The longest content. */
    static final int LONGEST = 512 << 10;

    static final int LENGTH = 4;
    static final long LAST_POSITION = (1L << 43) - 1;
    private static final int OFFSET_BITS = 20;
    private static final int SEVERAL_ROWS = 1 << 19;
    private static final int HEAD_BYTES = 20;

    private RowFormat() {}

    // --- references ---------------------------------------------------------------------------------------------

    static long ref(long position, int offset) {
        return position << OFFSET_BITS | offset;
    }

    static long refOfSeveralRows(long position, int rows) {
        return position << OFFSET_BITS | SEVERAL_ROWS | rows;
    }

    static long positionOf(long ref) {
        return ref >> OFFSET_BITS;
    }

    static boolean hasSeveralRows(long ref) {
        return (ref & SEVERAL_ROWS) != 0;
    }

    /** In how many rows the record lies. */
    static int rowsOf(long ref) {
        return hasSeveralRows(ref) ? (int) (ref & (SEVERAL_ROWS - 1)) : 1;
    }

    /** Where in its row the record begins. */
    static int offsetOf(long ref) {
        return hasSeveralRows(ref) ? HEADER : (int) (ref & (SEVERAL_ROWS - 1));
    }

    /** How many rows a record of this length takes, if it does not fit into one. */
    static int rowsFor(int recordBytes) {
        int perRow = LONGEST - HEADER;
        return (int) (((long) LENGTH + recordBytes + perRow - 1) / perRow);
    }

    // --- checksums ----------------------------------------------------------------------------------------------

    static void sealRow(byte[] content, long position, long epoch, int flags) {
        seal(content, ByteBuffer.allocate(HEAD_BYTES).putLong(position).putLong(epoch).putInt(flags));
    }

    static boolean isSealedRow(byte[] content, long position, long epoch, int flags) {
        return isSealed(content, ByteBuffer.allocate(HEAD_BYTES).putLong(position).putLong(epoch).putInt(flags));
    }

    static void sealPiece(byte[] content, long number, int part) {
        seal(content, ByteBuffer.allocate(HEAD_BYTES).putLong(number).putInt(part));
    }

    static boolean isSealedPiece(byte[] content, long number, int part) {
        return isSealed(content, ByteBuffer.allocate(HEAD_BYTES).putLong(number).putInt(part));
    }

    private static void seal(byte[] content, ByteBuffer head) {
        ByteBuffer.wrap(content).putInt(0, checksum(content, head));
    }

    private static boolean isSealed(byte[] content, ByteBuffer head) {
        return content.length >= HEADER && content.length <= LONGEST
                && ByteBuffer.wrap(content).getInt(0) == checksum(content, head);
    }

    private static int checksum(byte[] content, ByteBuffer head) {
        CRC32C crc = new CRC32C();
        crc.update(head.flip());
        crc.update(content, HEADER, content.length - HEADER);
        return (int) crc.getValue();
    }
}
