// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a directory: those that are needed, and a few that are not and wait to be written over. {@link #find}
 * may be called by any thread; making and reclaiming segments happens one call at a time, under the monitor of {@link
 * Room}. One file stays open for each segment that was ever looked at.
 */
final class Segments {

    private static final int LARGEST_POOL = 2;
    private static final int ZEROS = 1 << 18;

    private final Disk disk;
    private final Layout layout;
    private final boolean readOnly;
    private final ConcurrentSkipListSet<Long> numbers = new ConcurrentSkipListSet<>();
    private final Map<Long, Segment> open = new ConcurrentHashMap<>();
    private final Deque<Long> pool = new ArrayDeque<>();
    private @Nullable ByteBuffer zeros;

    Segments(Disk disk, Layout layout, Collection<String> names, boolean readOnly) {
        this.disk = disk;
        this.layout = layout;
        this.readOnly = readOnly;
        names.stream().map(Format::segmentNumber).filter(number -> number > 0).forEach(numbers::add);
    }

    /** Where they are. */
    Disk disk() {
        return disk;
    }

    /** Numbers of the segments that are there and not in the pool, ascending. */
    List<Long> numbers() {
        return List.copyOf(numbers);
    }

    boolean exists(long number) {
        return numbers.contains(number);
    }

    /** The segment, or null when it is not there or its header is not what it should be. */
    @Nullable Segment find(long number) throws IOException {
        Segment known = open.get(number);
        if (known != null || !numbers.contains(number)) {
            return known;
        }
        synchronized (open) {
            known = open.get(number);
            if (known == null && numbers.contains(number)) {
                known = open(number);
            }
            return known;
        }
    }

    private @Nullable Segment open(long number) throws IOException {
        String name = Format.segmentName(number);
        DiskFile file = readOnly ? disk.openToRead(name) : disk.open(name);
        Segment segment = null;
        try {
            segment = Segment.open(file, number, layout);
        } finally {
            if (segment == null) {
                file.close();
            }
        }
        if (segment != null) {
            open.put(number, segment);
        }
        return segment;
    }

    /** Whether the next segment costs the disk nothing. */
    boolean hasPool() {
        return !pool.isEmpty();
    }

    /**
     * Makes a segment durably, out of the pool or new and filled with zeros up to an offset.
     *
     * @return the segment, or null when the disk has no room for it
     * @throws IOException when a force fails
     */
    @Nullable Segment create(long number, long fill) throws IOException {
        if (numbers.contains(number)) {
            drop(number);
        }
        Segment made = pool.isEmpty() ? createNew(number, fill) : recycle(pool.remove(), number);
        if (made != null) {
            open.put(number, made);
            disk.forceDirectory();
            numbers.add(number);
        }
        return made;
    }

    private @Nullable Segment createNew(long number, long fill) throws IOException {
        String name = Format.segmentName(number);
        DiskFile file = null;
        try {
            file = disk.open(name);
            fillWithZeros(file, 0, fill);
        } catch (IOException full) {
            if (file != null) {
                file.close();
                disk.delete(name);
            }
            return null;
        }
        return begin(file, number, false, fill);
    }

    private Segment recycle(long old, long number) throws IOException {
        String name = Format.segmentName(number);
        disk.rename(Format.segmentName(old), name);
        disk.forceDirectory(); // a header under the old name would make a segment of that number unreadable
        return begin(disk.open(name), number, true, layout.segmentBytes());
    }

    private Segment begin(DiskFile file, long number, boolean recycled, long filled) throws IOException {
        boolean begun = false;
        try {
            Segment segment = Segment.begin(file, number, recycled, filled, layout);
            begun = true;
            return segment;
        } finally {
            if (!begun) {
                file.close();
            }
        }
    }

    /**
     * Fills a segment further with zeros, durably.
     *
     * @return false when the disk has no room
     * @throws IOException when the force fails
     */
    boolean extend(Segment segment, long fill) throws IOException {
        long before = segment.filled();
        try {
            fillWithZeros(segment.file(), before, fill);
        } catch (IOException full) {
            return giveBack(segment, before);
        }
        segment.file().force(true);
        segment.setFilled(fill);
        return true;
    }

    /** Room that was got in part is of no use; that it stays where it is, should it not go back, does no harm. */
    private static boolean giveBack(Segment segment, long size) {
        try {
            segment.file().truncate(size);
            return false;
        } catch (IOException stays) {
            return false;
        }
    }

    /** Writes zeros where there may be others already. */
    void fillWithZeros(DiskFile file, long from, long to) throws IOException {
        ByteBuffer source = zeros;
        if (source == null) {
            source = ByteBuffer.allocateDirect((int) Math.min(ZEROS, layout.segmentBytes()));
            zeros = source;
        }
        for (long at = from; at < to; at += source.limit()) {
            source.clear().limit((int) Math.min(source.capacity(), to - at));
            file.write(at, source);
        }
    }

    /** Takes back a segment that nobody needs; kept for later when it is whole and wanted, else deleted. */
    void reclaim(long number, boolean wanted) throws IOException {
        if (wanted && pool.size() < LARGEST_POOL && isWhole(number)) {
            forget(number);
            pool.add(number);
        } else {
            drop(number);
        }
    }

    private boolean isWhole(long number) throws IOException {
        Segment segment = find(number);
        return segment != null && segment.filled() == layout.segmentBytes();
    }

    private void forget(long number) throws IOException {
        numbers.remove(number);
        synchronized (open) {
            Segment segment = open.remove(number);
            if (segment != null) {
                segment.file().close();
            }
        }
    }

    /** Deletes a segment. */
    void drop(long number) throws IOException {
        forget(number);
        disk.delete(Format.segmentName(number));
    }

    /** Gives the pool back to the disk. */
    void drain() throws IOException {
        for (Long number = pool.poll(); number != null; number = pool.poll()) {
            disk.delete(Format.segmentName(number));
        }
    }

    void close() throws IOException {
        for (Segment segment : open.values()) {
            segment.file().close();
        }
        open.clear();
        numbers.clear();
    }
}
