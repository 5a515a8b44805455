// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.memory;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.util.List;

/**
 * A log over a {@link MemoryMedium}. A batch is "durable" when {@link #append} returns, and listeners are called
 * before it does, so that there is nothing to flush.
 *
 * @param <R> type of the records
 */
public final class MemoryStore<R> implements RecordLog<R> {

    private static final long FEWEST_BETWEEN_CHECKPOINTS = 65_536;

    private final MemoryMedium<R> medium;
    private final long epoch;
    private long sinceCheckpoint;
    private long nextCheckpoint = FEWEST_BETWEEN_CHECKPOINTS;
    private volatile boolean closed;

    MemoryStore(MemoryMedium<R> medium, long epoch) {
        this.medium = medium;
        this.epoch = epoch;
    }

    @Override
    public long append(List<? extends R> batch, long[] refs, AppendListener listener) {
        if (closed) {
            throw new ProviderException(ErrorCode.STORE_FAILED, "The log is closed; nothing can be appended to it");
        }
        long position = medium.append(epoch, batch, refs);
        if (position < 0) {
            listener.onFailed(new ProviderException(
                    ErrorCode.STORE_FAILED, "The log was opened by somebody else after epoch " + epoch));
        } else {
            sinceCheckpoint += batch.size();
            listener.onDurable();
        }
        return position;
    }

    @Override
    public void flush() {
        // Everything is as durable as it can be.
    }

    @Override
    public R read(long ref) {
        R found = medium.find(ref);
        if (found == null) {
            throw new ProviderException(ErrorCode.STORE_FAILED, "The log in memory holds no record " + ref);
        }
        return found;
    }

    @Override
    public long replay(RecordVisitor<? super R> visitor) {
        return medium.replay(visitor);
    }

    @Override
    public void checkpoint(long covers, CheckpointImage<R> image) {
        long[] written = new long[1];
        medium.checkpoint(epoch, covers, sink -> image.writeTo(new CountingSink<>(sink, written)));
        sinceCheckpoint = 0;
        nextCheckpoint = Math.max(FEWEST_BETWEEN_CHECKPOINTS, 2 * written[0]);
    }

    @Override
    public boolean wantsCheckpoint() {
        return sinceCheckpoint >= nextCheckpoint;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public boolean isOutsideHeap() {
        return medium.isOutsideHeap();
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isOwner() {
        return !closed && medium.isOwner(epoch);
    }

    @Override
    public void close() {
        closed = true;
    }
}
