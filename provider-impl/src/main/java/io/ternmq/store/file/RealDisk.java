// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the file system of this machine.
 *
 * <p>The lock is that of the operating system on the file {@value #LOCK}, so that it ends with the process. The file
 * {@value #OWNER} beside it names the process: on POSIX systems closing any second handle of a locked file gives the
 * lock away, so that this process must find out whether it has the lock itself without touching the file.
 */
public final class RealDisk implements Disk {

    private static final String LOCK = "lock";
    private static final String OWNER = "lock.owner";
    private static final int LONGEST_OWNER = 256;

    private final Path directory;

    private RealDisk(Path directory) {
        this.directory = directory;
    }

    /**
     * Stands for a directory, which is made with its parents when it is not there.
     *
     * @param directory where it is
     * @return the disk
     * @throws IOException when it is not there and cannot be made, or is no directory
     */
    public static RealDisk at(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        return new RealDisk(absolute);
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                if (!Files.isDirectory(path)) {
                    names.add(path.getFileName().toString());
                }
            }
        }
        return names;
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new RealFile(directory.resolve(name),
                StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    }

    @Override
    public DiskFile openToRead(String name) throws IOException {
        return new RealFile(directory.resolve(name), StandardOpenOption.READ);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        if (isWindows()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    @Override
    public long usableBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public Closeable lock() throws IOException {
        String me = describeProcess(ProcessHandle.current());
        synchronized (RealDisk.class) {
            String owner = readOwner();
            if (owner.equals(me)) {
                throw new DirectoryInUseException("this " + me);
            }
            return lock(me, owner);
        }
    }

    private Closeable lock(String me, String owner) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new DirectoryInUseException(owner.isEmpty() ? "another process" : owner);
        }
        writeOwner(me);
        return () -> {
            synchronized (RealDisk.class) {
                if (channel.isOpen()) {
                    writeOwner("");
                    channel.close();
                }
            }
        };
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private String readOwner() throws IOException {
        Path file = directory.resolve(OWNER);
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer content = ByteBuffer.allocate(LONGEST_OWNER);
            channel.read(content);
            return StandardCharsets.UTF_8.decode(content.flip()).toString().trim();
        }
    }

    /** Written in place and always as long as the longest owner, so that it works when the disk is full. */
    private void writeOwner(String owner) throws IOException {
        byte[] content = new byte[LONGEST_OWNER];
        Arrays.fill(content, (byte) ' ');
        byte[] name = owner.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(name, 0, content, 0, Math.min(name.length, LONGEST_OWNER));
        try (DiskFile file = open(OWNER)) {
            file.write(0, ByteBuffer.wrap(content));
        }
    }

    private static String describeProcess(ProcessHandle process) {
        String since = process.info().startInstant().map(Instant::toString).orElse("an unknown time");
        return "process " + process.pid() + ", running since " + since;
    }

    @Override
    public String describe() {
        return directory.toString();
    }
}
