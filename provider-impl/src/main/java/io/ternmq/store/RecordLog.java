// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

import java.util.List;

/**
 * A durable, ordered log of record batches with one owner at a time. {@link #append}, {@link #checkpoint} and {@link
 * #close} are called by the owner of the broker's state only, one call at a time; {@link #read} may be called from
 * any thread.
 *
 * <p>What is on disk: when {@link AppendListener#onDurable} has been called for a batch, that batch and all before it
 * survive every crash. A batch is atomic: after a crash all of its records are replayed or none. Batches whose
 * listener has not been called may or may not be replayed, but never with a gap before them.
 *
 * @param <R> type of the records; immutable, opaque to the engine
 */
public interface RecordLog<R> extends AutoCloseable {

    /**
     * Appends a batch. Listeners are called in the order of the batches, on the caller's or another thread, before or
     * after this method returns.
     *
     * @param batch    one record or more; copied before the method returns
     * @param listener told when the batch is durable, or that it will never be
     * @return position of the batch, greater than all before
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when the log is closed
     */
    long append(List<? extends R> batch, AppendListener listener);

    /**
     * Reads one record again.
     *
     * @param position position of its batch
     * @param index    place in the batch, from 0
     * @return the record
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when the batch is not there, or covered by a
     *         checkpoint
     */
    R read(long position, int index);

    /**
     * Visits the last checkpoint's records and then every batch after it, in order. To be called once, before the
     * first append.
     *
     * @param visitor takes the records
     * @return position of the last batch, or 0 when there is none
     */
    long replay(RecordVisitor<? super R> visitor);

    /**
     * Replaces everything up to a position by an equivalent list of records; batches up to there may be reclaimed.
     * When the method returns, either the new or the old checkpoint survives a crash, never a mixture.
     *
     * @param covers position of the last batch that the image includes
     * @param image  records that bring an empty state to the covered one
     */
    void checkpoint(long covers, List<? extends R> image);

    /**
     * Number of this ownership; every opening of the log has a greater one.
     *
     * @return 1 or more
     */
    long epoch();

    /**
     * Whether this owner is still the owner. Once false, it stays false and every append fails.
     *
     * @return false after somebody else opened the log
     */
    boolean isOwner();

    /** Gives the log up after everything appended is durable. A second call does nothing. */
    @Override
    void close();
}
