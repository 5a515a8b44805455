// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.memory;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.util.List;

/**
 * A log over a {@link MemoryMedium}. A batch is "durable" when {@link #append} returns, and listeners are called
 * before it does.
 *
 * @param <R> type of the records
 */
public final class MemoryStore<R> implements RecordLog<R> {

    private final MemoryMedium<R> medium;
    private final long epoch;
    private volatile boolean closed;

    MemoryStore(MemoryMedium<R> medium, long epoch) {
        this.medium = medium;
        this.epoch = epoch;
    }

    @Override
    public long append(List<? extends R> batch, AppendListener listener) {
        if (closed) {
            throw new ProviderException(ErrorCode.STORE_FAILED, "The log is closed; nothing can be appended to it");
        }
        long position = medium.append(epoch, batch);
        if (position < 0) {
            listener.onFailed(new ProviderException(
                    ErrorCode.STORE_FAILED, "The log was opened by somebody else after epoch " + epoch));
        } else {
            listener.onDurable();
        }
        return position;
    }

    @Override
    public R read(long position, int index) {
        List<R> batch = medium.find(position);
        if (index < 0 || index >= batch.size()) {
            throw new ProviderException(
                    ErrorCode.STORE_FAILED, "The log holds no record " + index + " at position " + position);
        }
        return batch.get(index);
    }

    @Override
    public long replay(RecordVisitor<? super R> visitor) {
        return medium.replay(visitor);
    }

    @Override
    public void checkpoint(long covers, List<? extends R> image) {
        medium.checkpoint(epoch, covers, image);
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
