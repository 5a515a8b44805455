// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file behind a channel. A channel is closed when the thread that uses it is interrupted, which a program may do to
 * its threads at any time and which must not end a store: the interrupt is put off until the access is over, and a
 * channel that was closed by one all the same is opened again and the access repeated, which has the same effect.
 */
final class RealFile implements DiskFile {

    /** An access that can be repeated. */
    @FunctionalInterface
    private interface Access {
        long on(FileChannel channel) throws IOException;
    }

    private final Path path;
    private final Set<OpenOption> reopening;
    private volatile FileChannel channel;
    private volatile boolean closed;

    RealFile(Path path, StandardOpenOption... options) throws IOException {
        this.path = path;
        Set<StandardOpenOption> set = EnumSet.of(StandardOpenOption.READ, options);
        this.channel = FileChannel.open(path, set);
        set.remove(StandardOpenOption.CREATE);
        this.reopening = Set.copyOf(set);
    }

    @Override
    public long size() throws IOException {
        return access(FileChannel::size);
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        int start = into.position();
        return (int) access(open -> {
            into.position(start);
            int read = 0;
            while (into.hasRemaining() && read >= 0) {
                read = open.read(into, position + ((long) into.position() - start));
            }
            return (long) into.position() - start;
        });
    }

    @Override
    public void write(long position, ByteBuffer from) throws IOException {
        int start = from.position();
        access(open -> {
            from.position(start);
            while (from.hasRemaining()) {
                open.write(from, position + (from.position() - start));
            }
            return 0;
        });
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
        access(open -> {
            open.force(withMetadata);
            return 0;
        });
    }

    @Override
    public void truncate(long size) throws IOException {
        access(open -> open.truncate(size).size());
    }

    private long access(Access access) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                FileChannel open = channel;
                try {
                    return access.on(open);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    reopen(open, e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel lost, ClosedChannelException cause) throws IOException {
        if (closed) {
            throw cause;
        }
        if (channel.equals(lost)) {
            channel = FileChannel.open(path, reopening);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
