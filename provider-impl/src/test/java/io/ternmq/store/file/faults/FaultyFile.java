// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import io.ternmq.store.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** An open file of a {@link FaultyDisk}, whose monitor every method holds. */
final class FaultyFile implements DiskFile {

    private final FaultyDisk disk;
    private final String name;
    private final Content content;
    private final int process;
    private final boolean writable;
    private boolean closed;

    FaultyFile(FaultyDisk disk, String name, Content content, int process, boolean writable) {
        this.disk = disk;
        this.name = name;
        this.content = content;
        this.process = process;
        this.writable = writable;
        content.opened();
    }

    private void requireOpen() throws IOException {
        disk.requireRunning();
        if (!disk.isRunning(process)) {
            throw new IOException(name + " was open in a process that has ended");
        } else if (closed) {
            throw new ClosedChannelException();
        }
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (!writable) {
            throw new IOException(name + " is open for reading only");
        }
    }

    @Override
    public long size() throws IOException {
        synchronized (disk) {
            requireOpen();
            return content.size();
        }
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        synchronized (disk) {
            requireOpen();
            int readable = disk.readable(into.remaining());
            if (readable < 0) {
                throw new IOException(name + " could not be read");
            }
            int limit = into.limit();
            into.limit(into.position() + readable);
            int count = content.read(position, into);
            into.limit(limit);
            return count;
        }
    }

    @Override
    public void write(long position, ByteBuffer from) throws IOException {
        synchronized (disk) {
            requireWritable();
            int wanted = from.remaining();
            long growth = Math.max(0, position + wanted - content.size());
            int missing = (int) Math.min(wanted, growth - disk.roomFor(growth));
            long now = disk.beginChange("writes " + name + " " + position + "+" + wanted
                    + (missing > 0 ? ", but " + missing + " bytes too many" : ""));
            byte[] bytes = new byte[wanted - missing];
            from.get(bytes);
            if (bytes.length > 0) {
                content.write(now, Math.toIntExact(position), bytes);
            }
            disk.endChange();
            if (missing > 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Override
    public void force(boolean withMetadata) throws IOException {
        synchronized (disk) {
            requireWritable();
            disk.beginChange("forces " + name + (withMetadata ? " with metadata" : ""));
            if (disk.isForceToFail()) {
                content.forceBadly(disk.draw());
                throw new IOException(name + " could not be forced");
            }
            disk.endChangeBefore(() -> content.force(withMetadata));
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        synchronized (disk) {
            requireWritable();
            content.truncate(disk.beginChange("truncates " + name + " to " + size), Math.toIntExact(size));
            disk.endChange();
        }
    }

    @Override
    public void close() {
        synchronized (disk) {
            if (!closed) {
                closed = true;
                if (disk.isRunning(process)) {
                    content.closed();
                }
            }
        }
    }
}
