// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.message.Bytes;
import io.ternmq.message.Content;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.Objects;

/**
 * Bytes in a temporary file. Where the system allows it the file has lost its name as soon as it is open: nothing is
 * left of it after a crash, and its room comes back when nobody has this object any more. Elsewhere it goes when the
 * Java machine ends. Not a channel, since an interrupt of a reading thread would close that. Filled by one thread,
 * read by any number afterwards; guarded by its own monitor.
 */
final class Spool implements Content {

    private static final int BUFFER = 64 * 1024;

    private final RandomAccessFile file;
    private long length;

    private Spool(RandomAccessFile file) {
        this.file = file;
    }

    /** An empty spool. */
    static Spool create() throws IOException {
        File path = File.createTempFile("ternmq-", ".body");
        Spool spool = new Spool(new RandomAccessFile(path, "rw"));
        if (!path.delete()) {
            path.deleteOnExit();
        }
        return spool;
    }

    /** Where spools are. */
    static String directory() {
        return System.getProperty("java.io.tmpdir", "");
    }

    /** Adds bytes at the end. */
    synchronized void append(Bytes bytes) throws IOException {
        file.seek(length);
        file.write(bytes.array(), bytes.offset(), bytes.length());
        length += bytes.length();
    }

    /** Gives the file up before it is complete. */
    void close() throws IOException {
        file.close();
    }

    @Override
    public synchronized long length() {
        return length;
    }

    @Override
    public InputStream open() {
        return new Reading();
    }

    private synchronized int read(long position, byte[] into, int offset, int count) throws IOException {
        if (position >= length) {
            return -1;
        }
        file.seek(position);
        return file.read(into, offset, (int) Math.min(count, length - position));
    }

    /** Reads from the beginning, at a place of its own. Owner: who opened it. */
    private final class Reading extends InputStream {

        private final byte[] buffer = new byte[BUFFER];
        private int next;
        private int filled;
        private long position;

        @Override
        public int read() throws IOException {
            if (next == filled && !fill()) {
                return -1;
            }
            return buffer[next++] & 0xFF;
        }

        private boolean fill() throws IOException {
            int count = Spool.this.read(position, buffer, 0, buffer.length);
            next = 0;
            filled = Math.max(0, count);
            position += filled;
            return filled > 0;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, into.length);
            if (count == 0) {
                return 0;
            }
            if (next == filled && count >= buffer.length) {
                int read = Spool.this.read(position, into, offset, count);
                position += Math.max(0, read);
                return read;
            }
            if (next == filled && !fill()) {
                return -1;
            }
            int copied = Math.min(count, filled - next);
            System.arraycopy(buffer, next, into, offset, copied);
            next += copied;
            return copied;
        }
    }
}
