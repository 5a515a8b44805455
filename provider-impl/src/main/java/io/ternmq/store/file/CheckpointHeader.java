// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands at the head of an image.
 *
 * @param number    of the checkpoint; 0 is the empty image of a new store, which is in no file
 * @param epoch     whose it is
 * @param covers    position of the last batch that is in it
 * @param scanFrom  where the log is read from, after the image
 * @param logEnd    how far the log was on disk when it was made
 * @param bodyBytes size of all pieces
 * @param records   number of records
 * @param pieces    number of pieces
 */
record CheckpointHeader(long number, int epoch, long covers, long scanFrom, long logEnd, long bodyBytes, long records,
        int pieces) {

    static final int SIZE = 88;
    private static final int CHECKED = 76;

    /** The empty image, with which a new store begins. */
    static CheckpointHeader none(long scanFrom) {
        return new CheckpointHeader(0, 0, 0, scanFrom, 0, 0, 0, 0);
    }

    /** Reads the header of a file; null when there is none that is whole. */
    static @Nullable CheckpointHeader read(DiskFile file, Layout layout) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        if (file.read(0, bytes) < SIZE || bytes.getLong(0) != Format.CHECKPOINT_MAGIC
                || bytes.getInt(8) != Format.VERSION || bytes.getLong(16) != layout.seal().storeId()) {
            return null;
        }
        long number = bytes.getLong(24);
        if (layout.seal().check(bytes.array(), 0, CHECKED, number) != bytes.getInt(CHECKED)) {
            return null;
        }
        return new CheckpointHeader(number, bytes.getInt(12), bytes.getLong(32), bytes.getLong(40),
                bytes.getLong(48), bytes.getLong(56), bytes.getLong(64), bytes.getInt(72));
    }

    /** Whether a file has never had a header. */
    static boolean isBlank(DiskFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        return file.read(0, bytes) == SIZE && bytes.flip().equals(ByteBuffer.allocate(SIZE));
    }

    ByteBuffer encoded(Layout layout) {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        bytes.putLong(Format.CHECKPOINT_MAGIC).putInt(Format.VERSION).putInt(epoch).putLong(layout.seal().storeId());
        bytes.putLong(number).putLong(covers).putLong(scanFrom).putLong(logEnd).putLong(bodyBytes).putLong(records);
        bytes.putInt(pieces).putInt(layout.seal().check(bytes.array(), 0, CHECKED, number));
        return bytes.putLong(layout.seal().trailer(number, epoch)).flip();
    }

    String name() {
        return Format.checkpointName(number);
    }
}
