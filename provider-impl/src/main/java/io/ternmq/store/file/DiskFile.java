// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An open file without a place of its own: every access says where. Any number of threads may read while one writes;
 * what was written is seen by reads at once, and survives a crash after the next {@link #force}. Until then a crash may
 * leave any subset of the written sectors.
 */
public interface DiskFile extends Closeable {

    /** How long the file is now. */
    long size() throws IOException;

    /**
     * Reads from a place on until the buffer is full or the file ends.
     *
     * @param position where to begin; may lie at or behind the end
     * @param into     filled from its position on, which moves
     * @return how many bytes were read; fewer than the buffer had room for only at the end of the file
     */
    int read(long position, ByteBuffer into) throws IOException;

    /**
     * Writes all that the buffer has left. A file that is too short grows; a gap is zeros.
     *
     * @param position where to begin
     * @param from     taken from its position to its limit; at its limit afterwards
     * @throws IOException when not everything was written, because the disk is full or for another reason; any part of
     *                     it may have been
     */
    void write(long position, ByteBuffer from) throws IOException;

    /**
     * Makes everything written so far survive a crash. When it fails, what was written may be lost although it can be
     * read, and a second force may succeed without having saved it.
     *
     * @param withMetadata false when neither the length nor the place of the file's blocks has changed since the last
     *                     force
     */
    void force(boolean withMetadata) throws IOException;

    /** Cuts the file to a length when it is longer. */
    void truncate(long size) throws IOException;

    /** Closes the file without forcing it; a second call does nothing. */
    @Override
    void close() throws IOException;
}
