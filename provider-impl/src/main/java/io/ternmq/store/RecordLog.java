// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store;

import java.util.List;

/**
 * A durable, ordered log of record batches with one owner at a time; decision 0009 says why it is cut like this. {@link
 * #append}, {@link #checkpoint} and {@link #close} are called by the owner of the broker's state only, one call at a
 * time; everything else may be called from any thread.
 *
 * <p>What is on disk: when {@link AppendListener#onDurable} has been called for a batch, that batch and all before it
 * survive every crash. A batch is atomic: after a crash all of its records are replayed or none. Batches whose
 * listener has not been called may or may not be replayed, but never with a gap before them. When a force or a write
 * fails, the log has failed for good: nothing is retried, and every listener that waits is told.
 *
 * @param <R> type of the records; immutable, opaque to the engine
 */
public interface RecordLog<R> extends AutoCloseable {

    /**
     * Takes over a batch. It becomes durable by {@link #flush}, which the caller calls soon, at the latest when it has
     * nothing more to append. Listeners are called in the order of the batches, on the caller's or another thread.
     *
     * @param batch    one record or more; copied or encoded before the method returns
     * @param refs     at least as long as the batch; its first places are filled with a reference for each record,
     *                 positive, by which {@link #read} finds it from now on
     * @param listener told when the batch is durable, or that it will never be
     * @return position of the batch, greater than all before
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when the log is closed
     */
    long append(List<? extends R> batch, long[] refs, AppendListener listener);

    /** {@link #append(List, long[], AppendListener)} for a caller that needs no references. */
    default long append(List<? extends R> batch, AppendListener listener) {
        return append(batch, new long[batch.size()], listener);
    }

    /**
     * Sees to it that everything appended so far becomes durable soon: on this thread if no other one is writing, else
     * by that one. Whoever writes takes everything that waits in one go. Callable from any thread, but not inside the
     * owner of the state, which would be held up; does nothing when nothing waits.
     */
    void flush();

    /**
     * Reads one record again. Whether it is durable yet makes no difference.
     *
     * @param ref its reference, from {@link #append}, {@link #replay} or {@link CheckpointSink#keep}
     * @return the record
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when it is not there any more, or damaged
     */
    R read(long ref);

    /**
     * Visits the last checkpoint's records and then every batch after it, in order. To be called once, before the
     * first append.
     *
     * @param visitor takes the records, those of a checkpoint with reference 0
     * @return position of the last batch, or of what the checkpoint covers, whichever is greater; 0 when there is
     *         none
     * @throws io.ternmq.api.ProviderException with {@code STORE_FAILED} when something is damaged or missing; says what
     *         and where
     */
    long replay(RecordVisitor<? super R> visitor);

    /**
     * Replaces everything up to a position by an equivalent list of records. What was appended up to there may be
     * reclaimed, except for the records that the image keeps. Everything appended is durable before the image is.
     * When the method returns, either the new or the old checkpoint survives a crash, never a mixture. An engine that
     * finds no room for the new one keeps the old one and goes on.
     *
     * @param covers position of the last batch that the image includes
     * @param image  writes records that bring an empty state to the covered one
     */
    void checkpoint(long covers, CheckpointImage<R> image);

    /**
     * Whether enough has been appended since the last checkpoint for a new one to be worth its price. Called by the
     * owner.
     */
    boolean wantsCheckpoint();

    /**
     * Whether there is room for more messages. While false, only what makes the state smaller should be appended:
     * room for that is kept back. May look whether room has come back; called by the owner.
     */
    boolean hasRoom();

    /** Whether a record that can be read again costs no memory, so that the owner may let go of it. */
    boolean isOutsideHeap();

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
