// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.memory;

import io.ternmq.store.CheckpointImage;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a disk is to the other engines: it keeps batches and the last checkpoint while logs over it come and go. Every
 * method holds the monitor, since an old owner may still write when a new one opens.
 *
 * @param <R> type of the records
 */
public final class MemoryMedium<R> {

    /** A reference is the position of a batch and the place in it: so many bits are the place's. */
    private static final int PLACE_BITS = 24;

    private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

    private final boolean outsideHeap;
    private final TreeMap<Long, List<R>> batches = new TreeMap<>();
    private Map<Long, R> kept = Map.of();
    private List<R> image = List.of();
    private long lastPosition;
    private long epoch;

    /** An empty medium. */
    public MemoryMedium() {
        this(false);
    }

    /**
     * An empty medium.
     *
     * @param outsideHeap what its logs answer to {@link io.ternmq.store.RecordLog#isOutsideHeap}; true lets a test see
     *                    what the owner does over an engine whose records cost no memory
     */
    public MemoryMedium(boolean outsideHeap) {
        this.outsideHeap = outsideHeap;
    }

    /**
     * Opens a log over this medium; the one that was open before loses its ownership.
     *
     * @return the log, its epoch greater than all before
     */
    public synchronized MemoryStore<R> open() {
        epoch++;
        return new MemoryStore<>(this, epoch);
    }

    /** True when nothing would be replayed. */
    public synchronized boolean isEmpty() {
        return image.isEmpty() && batches.isEmpty();
    }

    boolean isOutsideHeap() {
        return outsideHeap;
    }

    synchronized boolean isOwner(long candidate) {
        return epoch == candidate;
    }

    /** Returns the position, or -1 when the writer is not the owner any more. */
    synchronized long append(long writer, List<? extends R> records, long[] refs) {
        if (writer != epoch) {
            return -1;
        }
        batches.put(++lastPosition, List.copyOf(records));
        for (int i = 0; i < records.size(); i++) {
            refs[i] = lastPosition << PLACE_BITS | i;
        }
        return lastPosition;
    }

    synchronized @Nullable R find(long ref) {
        R old = kept.get(ref);
        if (old != null) {
            return old;
        }
        List<R> batch = batches.getOrDefault(ref >>> PLACE_BITS, List.of());
        int place = (int) (ref & PLACE_MASK);
        return ref > 0 && place < batch.size() ? batch.get(place) : null;
    }

    long replay(RecordVisitor<? super R> visitor) {
        List<R> old;
        Map<Long, List<R>> since;
        long last;
        synchronized (this) {
            old = image;
            since = new TreeMap<>(batches);
            last = lastPosition;
        }
        old.forEach(next -> visitor.visit(next, 0));
        since.forEach((position, batch) -> {
            for (int i = 0; i < batch.size(); i++) {
                visitor.visit(batch.get(i), position << PLACE_BITS | i);
            }
        });
        return last;
    }

    synchronized void checkpoint(long writer, long covers, CheckpointImage<R> newImage) {
        if (writer == epoch) {
            Sink sink = new Sink();
            newImage.writeTo(sink);
            image = List.copyOf(sink.records);
            kept = sink.stillNeeded;
            batches.headMap(covers, true).clear();
        }
    }

    /** Gathers an image; called while the monitor is held. */
    private final class Sink implements CheckpointSink<R> {

        private final List<R> records = new ArrayList<>();
        private final Map<Long, R> stillNeeded = new HashMap<>();

        @Override
        public void add(R record) {
            records.add(record);
        }

        @Override
        public long keep(long ref, int sizeBytes) {
            stillNeeded.put(ref, Objects.requireNonNull(find(ref), "kept is what can be read"));
            return ref;
        }
    }
}
