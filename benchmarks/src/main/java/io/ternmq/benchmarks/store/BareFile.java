// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The least that durability takes: a file that is filled with zeros beforehand, a write and a force. {@link
 * #appendAndWait} is group commit at its simplest: whoever finds nobody writing writes for all.
 */
final class BareFile implements Closeable {

    private static final int STEP = 1 << 20;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer together;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private long position;
    private long appended;
    private long durable;
    private boolean writing;

    BareFile(Path file, long size) throws IOException {
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        this.size = size;
        this.together = ByteBuffer.allocateDirect(STEP);
        ByteBuffer zeros = ByteBuffer.allocateDirect(STEP);
        for (long at = 0; at < size; at += STEP) {
            zeros.clear();
            channel.write(zeros, at);
        }
        channel.force(true);
    }

    static BareFile in(Path directory, long size) throws IOException {
        return new BareFile(Files.createTempDirectory(directory, "bare").resolve("file"), size);
    }

    /** Writes and forces; by one thread at a time. */
    void append(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (position + length > size) {
            position = 0;
        }
        channel.write(bytes, position);
        channel.force(false);
        position += length;
    }

    /** Adds to what is written next and returns when it is durable. */
    void appendAndWait(byte[] bytes) throws IOException {
        lock.lock();
        try {
            while (together.remaining() < bytes.length) {
                done.awaitUninterruptibly();
            }
            together.put(bytes);
            long mine = ++appended;
            while (durable < mine) {
                if (writing) {
                    done.awaitUninterruptibly();
                } else {
                    writeAll();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() throws IOException {
        writing = true;
        long upTo = appended;
        ByteBuffer copy = ByteBuffer.allocate(together.position());
        together.flip();
        copy.put(together).flip();
        together.clear();
        lock.unlock();
        try {
            append(copy);
        } finally {
            lock.lock();
            writing = false;
            durable = upTo;
            done.signalAll();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
