// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.memory;

import io.ternmq.store.RecordVisitor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a disk is to the other engines: it keeps batches and the last checkpoint while logs over it come and go. Every
 * method holds the monitor, since an old owner may still write when a new one opens.
 *
 * @param <R> type of the records
 */
public final class MemoryMedium<R> {

    private record Batch<R>(long position, List<R> records) {}

    private final Deque<Batch<R>> batches = new ArrayDeque<>();
    private List<R> image = List.of();
    private long lastPosition;
    private long epoch;

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

    synchronized boolean isOwner(long candidate) {
        return epoch == candidate;
    }

    /** Returns the position, or -1 when the writer is not the owner any more. */
    synchronized long append(long writer, List<? extends R> records) {
        if (writer != epoch) {
            return -1;
        }
        batches.addLast(new Batch<>(++lastPosition, List.copyOf(records)));
        return lastPosition;
    }

    synchronized List<R> find(long position) {
        for (Batch<R> batch : batches) {
            if (batch.position() == position) {
                return batch.records();
            }
        }
        return List.of();
    }

    long replay(RecordVisitor<? super R> visitor) {
        List<R> all = new ArrayList<>();
        long last;
        synchronized (this) {
            all.addAll(image);
            batches.forEach(batch -> all.addAll(batch.records()));
            last = lastPosition;
        }
        all.forEach(visitor::visit);
        return last;
    }

    synchronized void checkpoint(long writer, long covers, List<? extends R> newImage) {
        if (writer != epoch) {
            return;
        }
        image = List.copyOf(newImage);
        while (!batches.isEmpty() && batches.getFirst().position() <= covers) {
            batches.removeFirst();
        }
    }
}
