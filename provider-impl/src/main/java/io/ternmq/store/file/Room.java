// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file;

import io.ternmq.common.Log;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The filled part of the log in front of its end. It is filled in steps that begin small, so that a new store is there
 * at once, up to the reserve, which the writer restores after each group. When the disk gives no more, the log is
 * <em>full</em>: what is filled already is the reserve for whatever makes the state smaller.
 *
 * <p>{@link #cover} is called by the owner of the log, {@link #topUp} by the writer, everything else by either.
 */
final class Room {

    private static final Log LOG = Log.of(Room.class);
    private static final long FIRST_STEP = 1 << 18;
    private static final long LARGEST_STEP = 1 << 22;
    private static final int ASK_ANYWAY = 64;

    private final Disk disk;
    private final Layout layout;
    private final Segments segments;
    private final long reserve;
    private long step = FIRST_STEP;
    private long last;
    private long usableWhenFull;
    private int asked;
    private volatile boolean full;
    private @Nullable Segment covered;

    Room(Disk disk, Layout layout, Segments segments, long reserve) {
        this.disk = disk;
        this.layout = layout;
        this.segments = segments;
        this.reserve = reserve;
    }

    /** The log ends here; what follows is taken over. Called once. */
    synchronized void startAt(long position) throws IOException {
        last = layout.number(position);
        if (segments.find(last) == null && !create(last)) {
            throw new IOException("There is no room for the first segment of the log");
        }
        while (segments.exists(last + 1) && segments.find(last + 1) != null) {
            last++;
        }
        while (step < Math.min(LARGEST_STEP, ahead(position))) {
            step *= 2;
        }
        tryTopUp(position);
    }

    /**
     * Sees to it that a frame can be put at a position.
     *
     * @return false when there is no room left, not even the reserve
     * @throws IOException when a force fails
     */
    boolean cover(long position, int frameSize) throws IOException {
        long number = layout.number(position);
        long needed = layout.neededFill(layout.offset(position) + frameSize);
        Segment segment = covered;
        if (segment == null || segment.number() != number) {
            segment = segmentAt(number);
            covered = segment;
        }
        return segment != null && (segment.filled() >= needed || fill(segment, needed));
    }

    private synchronized @Nullable Segment segmentAt(long number) throws IOException {
        while (last < number) {
            if (!create(last + 1)) {
                return null;
            }
            last++;
        }
        return segments.find(number);
    }

    private synchronized boolean fill(Segment segment, long needed) throws IOException {
        return segment.filled() >= needed || extend(segment, Math.max(needed, nextFill(segment)));
    }

    /** Restores the reserve when it has become too small. */
    void topUp(long position) throws IOException {
        if (!full) {
            tryTopUp(position);
        }
    }

    private synchronized void tryTopUp(long position) throws IOException {
        long target = Math.min(reserve, step);
        boolean goOn = true;
        while (goOn && ahead(position) < target) {
            goOn = grow();
        }
        setFull(!goOn, position);
    }

    private boolean grow() throws IOException {
        Segment segment = segments.find(last);
        if (segment != null && segment.filled() < layout.segmentBytes()) {
            return extend(segment, nextFill(segment));
        }
        if (create(last + 1)) {
            last++;
            return true;
        }
        return false;
    }

    private boolean extend(Segment segment, long fill) throws IOException {
        if (!segments.extend(segment, fill)) {
            if (!segments.hasPool()) {
                return false;
            }
            segments.drain();
            if (!segments.extend(segment, fill)) {
                return false;
            }
        }
        step = Math.min(LARGEST_STEP, step * 2);
        return true;
    }

    private boolean create(long number) throws IOException {
        return segments.create(number, Math.min(layout.segmentBytes(), step)) != null;
    }

    private long nextFill(Segment segment) {
        return Math.min(layout.segmentBytes(), segment.filled() + step);
    }

    private long ahead(long position) throws IOException {
        long sum = -layout.offset(position);
        for (long number = layout.number(position); number <= last; number++) {
            Segment segment = segments.find(number);
            sum += segment == null ? 0 : segment.filled();
        }
        return sum;
    }

    /** Whether the reserve is whole; looks whether the disk has room again when it was full. */
    boolean isWhole(long position) throws IOException {
        if (full ? mayHaveRoom() : isShort(position)) {
            tryTopUp(position);
        }
        return !full;
    }

    boolean isFull() {
        return full;
    }

    /** Whether appends that nobody has flushed yet have used up part of the reserve. */
    private synchronized boolean isShort(long position) throws IOException {
        return ahead(position) < Math.min(reserve, step);
    }

    private synchronized boolean mayHaveRoom() throws IOException {
        asked++;
        long usable = disk.usableBytes();
        return segments.hasPool() || (usable > usableWhenFull && usable > step) || asked % ASK_ANYWAY == 0;
    }

    private void setFull(boolean now, long position) throws IOException {
        if (now) {
            usableWhenFull = disk.usableBytes();
        }
        if (now == full) {
            return;
        }
        full = now;
        if (now) {
            long left = ahead(position);
            LOG.log(System.Logger.Level.WARNING, () -> "The disk under the store in " + disk.describe()
                    + " is full. New messages are refused until there is room again; " + left
                    + " bytes are kept back for acknowledgements");
        } else {
            LOG.log(System.Logger.Level.INFO, () -> "There is room again for the store in " + disk.describe());
        }
    }

    /** Takes back segments that nobody needs. */
    synchronized void reclaim(Collection<Long> numbers) throws IOException {
        for (long number : numbers) {
            segments.reclaim(number, !full);
        }
    }

    /** Removes everything behind the end of the log, where a crash may have left remains. */
    static void dropBehind(Segments segments, long number, Disk disk) throws IOException {
        boolean dropped = false;
        for (long found : segments.numbers()) {
            if (found > number) {
                segments.drop(found);
                dropped = true;
            }
        }
        if (dropped) {
            disk.forceDirectory();
        }
    }
}
