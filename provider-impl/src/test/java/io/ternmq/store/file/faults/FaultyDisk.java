// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import io.ternmq.store.file.DirectoryInUseException;
import io.ternmq.store.file.Disk;
import io.ternmq.store.file.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A directory in memory that knows what a power failure would leave of it, and on which things go wrong when a test
 * wants it: the process stops, with or without the machine, forces fail, reads fail, there is no room. Everything that
 * is left to chance is drawn from the random numbers given to it. Survives processes; what an ended one had open
 * answers with exceptions.
 */
public final class FaultyDisk implements Disk {

    private final RandomGenerator random;
    private final Consumer<String> journal;
    private final Directory directory = new Directory();
    private long moment;
    private int process;
    private boolean locked;
    private long capacityBytes = Long.MAX_VALUE;
    private long changesToHalt = Long.MAX_VALUE;
    private long forcesToFailure = Long.MAX_VALUE;
    private long readsToFailure = Long.MAX_VALUE;
    private boolean readsShort;
    private boolean haltsAtDirectory;
    private boolean halted;

    /** An empty disk on which everything is all right. */
    public FaultyDisk(RandomGenerator random) {
        this(random, line -> {});
    }

    /**
     * An empty disk on which everything is all right.
     *
     * @param random  decides whatever may turn out one way or the other
     * @param journal is told each change, for people
     */
    public FaultyDisk(RandomGenerator random, Consumer<String> journal) {
        this.random = random;
        this.journal = journal;
    }

    // ---- what a test does to it

    /**
     * Stops the process in the middle of a change of the disk, the next one being number 1. Whether the machine stops
     * too is for the test to decide: {@link #restart} or {@link #endProcess} comes next.
     */
    public synchronized void haltAt(long change) {
        changesToHalt = change;
    }

    /** Stops the process at the next change of a name or force of the directory. */
    public synchronized void haltAtDirectory() {
        haltsAtDirectory = true;
    }

    /** Lets a force of a file or of the directory fail, the next one being number 1; Long.MAX_VALUE for never. */
    public synchronized void failForceAt(long force) {
        forcesToFailure = force;
    }

    /**
     * Lets a read fail, the next one being number 1; Long.MAX_VALUE for never.
     *
     * @param shortly whether it returns less than there is, and not an exception
     */
    public synchronized void failReadAt(long read, boolean shortly) {
        readsToFailure = read;
        readsShort = shortly;
    }

    /** Says how much fits on the disk; whatever is there stays. */
    public synchronized void limit(long bytes) {
        capacityBytes = bytes;
    }

    /** How much is on the disk. */
    public synchronized long usedBytes() {
        return directory.usedBytes();
    }

    /** Whether the process has stopped. */
    public synchronized boolean isHalted() {
        return halted;
    }

    /** Which files the running process has open. */
    public synchronized List<String> openFiles() {
        return directory.openFiles();
    }

    /** The process ends, and with it its lock and its open files; the operating system goes on. */
    public synchronized void endProcess() {
        directory.dropCache();
        forgetProcess();
        journal.accept("disk: the process has ended");
    }

    /** The power fails and comes back; what was not forced has survived or not. */
    public synchronized void restart() {
        Survival survival = new Survival(random, moment);
        directory.crash(survival);
        forgetProcess();
        journal.accept("disk: power is back, survived: " + survival + ", there are " + directory.names());
    }

    private void forgetProcess() {
        process++;
        locked = false;
        halted = false;
        haltsAtDirectory = false;
        changesToHalt = Long.MAX_VALUE;
        forcesToFailure = Long.MAX_VALUE;
        readsToFailure = Long.MAX_VALUE;
    }

    /** Damages one byte where it lies. */
    public synchronized void flip(String name, int at, int mask) {
        find(name).flip(at, mask);
    }

    /** The files and what is in them. */
    public synchronized SortedMap<String, byte[]> image() {
        SortedMap<String, byte[]> image = new TreeMap<>();
        directory.names().forEach(name -> image.put(name, find(name).bytes()));
        return image;
    }

    /** A disk with files that are safely on it. */
    public static FaultyDisk of(SortedMap<String, byte[]> image) {
        FaultyDisk disk = new FaultyDisk(new SplittableRandom(1));
        image.forEach((name, bytes) -> disk.directory.rename(0, Content.of(bytes), name));
        disk.directory.force();
        return disk;
    }

    private Content find(String name) {
        Content content = directory.find(name);
        if (content == null) {
            throw new AssertionError("There is no file " + name);
        }
        return content;
    }

    // ---- what a program does with it

    @Override
    public synchronized List<String> list() {
        requireRunning();
        return List.copyOf(directory.names());
    }

    @Override
    public synchronized DiskFile open(String name) {
        Content content = directory.find(name);
        if (content != null) {
            requireRunning();
            return new FaultyFile(this, name, content, process, true);
        }
        Content created = new Content();
        directory.rename(beginDirectoryChange("creates " + name), created, name);
        endChange();
        return new FaultyFile(this, name, created, process, true);
    }

    @Override
    public synchronized DiskFile openToRead(String name) throws IOException {
        requireRunning();
        return new FaultyFile(this, name, existing(name), process, false);
    }

    private Content existing(String name) throws NoSuchFileException {
        Content content = directory.find(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content;
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        Content content = existing(from);
        directory.rename(beginDirectoryChange("renames " + from + " to " + to), content, to);
        endChange();
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        Content content = existing(name);
        directory.rename(beginDirectoryChange("deletes " + name), content, null);
        endChange();
    }

    @Override
    public synchronized void forceDirectory() throws IOException {
        beginDirectoryChange("forces the directory");
        if (isForceToFail()) {
            throw new IOException("The directory could not be forced");
        }
        endChangeBefore(directory::force);
    }

    @Override
    public synchronized long usableBytes() {
        requireRunning();
        return Math.max(0, capacityBytes - directory.usedBytes());
    }

    @Override
    public synchronized Closeable lock() throws IOException {
        requireRunning();
        if (locked) {
            throw new DirectoryInUseException("process " + process);
        }
        locked = true;
        int holder = process;
        return () -> unlock(holder);
    }

    private synchronized void unlock(int holder) {
        if (holder == process) {
            locked = false;
        }
    }

    @Override
    public String describe() {
        return "/disk/in/memory";
    }

    private long beginDirectoryChange(String what) {
        if (haltsAtDirectory) {
            changesToHalt = 1;
        }
        return beginChange(what);
    }

    // ---- for the files, which hold the monitor

    long beginChange(String what) {
        requireRunning();
        changesToHalt--;
        long now = ++moment;
        journal.accept("disk: " + now + " " + what);
        return now;
    }

    /** The change has been made, unless the process stops just now: then it has been begun. */
    void endChange() {
        if (changesToHalt <= 0) {
            halted = true;
            journal.accept("disk: the process stops");
        }
        requireRunning();
    }

    /** The same for a force, which has either happened when the process stops or not. */
    void endChangeBefore(Runnable force) {
        if (changesToHalt > 0 || random.nextBoolean()) {
            force.run();
        }
        endChange();
    }

    boolean isForceToFail() {
        return --forcesToFailure == 0;
    }

    /** How much of a read works; -1 when it fails. */
    int readable(int wanted) {
        if (--readsToFailure != 0) {
            return wanted;
        }
        return readsShort ? random.nextInt(1 + wanted) : -1;
    }

    long roomFor(long growth) {
        return Math.min(growth, Math.max(0, capacityBytes - directory.usedBytes()));
    }

    Survival draw() {
        return new Survival(random, moment);
    }

    void requireRunning() {
        if (halted) {
            throw new Halt();
        }
    }

    boolean isRunning(int candidate) {
        return candidate == process;
    }
}
