// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory in memory, on which a test may lay hands; every access holds the monitor. */
final class MemoryDisk implements Disk {

    /** Told before something happens to a file; may throw instead. */
    @FunctionalInterface
    interface Guard {
        void before(String operation, String name) throws IOException;
    }

    private static final int SECTOR = 512;

    private final TreeMap<String, Content> files = new TreeMap<>();
    private Map<String, Content> forcedFiles = Map.of();
    private long capacity = Long.MAX_VALUE;
    private boolean locked;
    private Guard guard = (operation, name) -> {};

    private static final class Content {
        private byte[] bytes = new byte[0];
        private byte[] forced = new byte[0];
        private boolean shared;

        /** What a crash leaves: each sector as it was forced, or as it was written since. */
        private byte[] afterCrash(Random random) {
            byte[] left = Arrays.copyOf(bytes, random.nextBoolean() ? bytes.length : forced.length);
            byte[] before = Arrays.copyOf(forced, left.length);
            for (int at = 0; at < left.length; at += SECTOR) {
                if (random.nextBoolean()) {
                    System.arraycopy(before, at, left, at, Math.min(SECTOR, left.length - at));
                }
            }
            return left;
        }
    }

    /** A disk as a power cut leaves it. */
    synchronized MemoryDisk afterCrash(Random random) {
        Map<String, byte[]> left = new TreeMap<>();
        Map<String, Content> either = new TreeMap<>(forcedFiles);
        either.putAll(files);
        for (String name : either.keySet()) {
            Content before = forcedFiles.get(name);
            Content now = files.get(name);
            Content chosen = before == now || random.nextBoolean() ? now : before;
            if (chosen != null) {
                left.put(name, chosen.afterCrash(random));
            }
        }
        MemoryDisk disk = of(left);
        disk.capacity = capacity;
        return disk;
    }

    /** What every file holds. */
    synchronized Map<String, byte[]> snapshot() {
        Map<String, byte[]> copy = new TreeMap<>();
        files.forEach((name, content) -> copy.put(name, content.bytes.clone()));
        return copy;
    }

    /** A disk with these files, unlocked. The arrays are copied when they change. */
    static MemoryDisk of(Map<String, byte[]> snapshot) {
        MemoryDisk disk = new MemoryDisk();
        snapshot.forEach((name, bytes) -> {
            Content content = new Content();
            content.bytes = bytes;
            content.forced = bytes;
            content.shared = true;
            disk.files.put(name, content);
        });
        disk.forcedFiles = new TreeMap<>(disk.files);
        return disk;
    }

    /** How many bytes all files together may have. */
    synchronized void setCapacity(long bytes) {
        capacity = bytes;
    }

    synchronized void setGuard(Guard newGuard) {
        guard = newGuard;
    }

    synchronized long used() {
        return files.values().stream().mapToLong(content -> content.bytes.length).sum();
    }

    @Override
    public synchronized List<String> list() {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        guard.before("open", name);
        return new File(name, files.computeIfAbsent(name, any -> new Content()));
    }

    @Override
    public synchronized DiskFile openToRead(String name) throws IOException {
        return new File(name, require(name, files.get(name)));
    }

    private static Content require(String name, @Nullable Content content) throws IOException {
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        guard.before("rename", from);
        files.put(to, require(from, files.remove(from)));
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        guard.before("delete", name);
        require(name, files.remove(name));
    }

    @Override
    public synchronized void forceDirectory() throws IOException {
        guard.before("force", "");
        forcedFiles = new TreeMap<>(files);
    }

    @Override
    public synchronized long usableBytes() {
        return Math.max(0, capacity - used());
    }

    @Override
    public synchronized Closeable lock() throws IOException {
        if (locked) {
            throw new DirectoryInUseException("process 4711");
        }
        locked = true;
        return this::unlock;
    }

    private synchronized void unlock() {
        locked = false;
    }

    @Override
    public String describe() {
        return "memory";
    }

    private final class File implements DiskFile {

        private final String name;
        private final Content content;

        File(String name, Content content) {
            this.name = name;
            this.content = content;
        }

        @Override
        public long size() {
            synchronized (MemoryDisk.this) {
                return content.bytes.length;
            }
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            synchronized (MemoryDisk.this) {
                guard.before("read", name);
                int length = (int) Math.max(0, Math.min(into.remaining(), content.bytes.length - position));
                into.put(content.bytes, (int) Math.min(position, content.bytes.length), length);
                return length;
            }
        }

        @Override
        public void write(long position, ByteBuffer from) throws IOException {
            synchronized (MemoryDisk.this) {
                guard.before("write", name);
                if (content.shared) {
                    content.bytes = content.bytes.clone();
                    content.shared = false;
                }
                int end = (int) position + from.remaining();
                if (end > content.bytes.length) {
                    if (used() + end - content.bytes.length > capacity) {
                        throw new IOException("No space left on device");
                    }
                    content.bytes = Arrays.copyOf(content.bytes, end);
                }
                from.get(content.bytes, (int) position, from.remaining());
            }
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            synchronized (MemoryDisk.this) {
                guard.before("force", name);
                content.forced = content.bytes.clone();
            }
        }

        @Override
        public void truncate(long size) {
            synchronized (MemoryDisk.this) {
                content.bytes = Arrays.copyOf(content.bytes, (int) Math.min(size, content.bytes.length));
                content.shared = false;
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
