// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Fact;
import io.ternmq.broker.ShiftingMedium;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A log whose batches become durable only when the simulation says so, in order. They are numbered one by one, which is
 * what the core takes for their positions.
 */
abstract class HeldLog implements RecordLog<Fact> {

    /** A batch that the core does not know to be durable. */
    record Batch(long position, List<Fact> facts, AppendListener listener) {}

    private final RecordLog<Fact> store;
    private final Deque<Batch> incomplete = new ArrayDeque<>();
    private boolean holding;
    private boolean dead;
    private long appended;
    private long completed;

    HeldLog(RecordLog<Fact> store) {
        this.store = store;
    }

    /** Takes a batch over, not yet durable, and fills in references. */
    abstract void take(Batch batch, long[] refs);

    /** Makes batches durable. */
    abstract void writeUpTo(long position);

    /** The process ends. Returns the position up to which everything has survived. */
    abstract long end(int granted);

    /** Goes on behind what another log has left. */
    final void continueAt(long position) {
        appended = position;
        completed = position;
    }

    /** Position of the last batch that was handed over. */
    final long appended() {
        return appended;
    }

    /** Position of the last batch that the core knows to be durable. */
    final long completed() {
        return completed;
    }

    final int held() {
        return incomplete.size();
    }

    /** Whether batches wait for {@link #complete} from now on. */
    final void hold(boolean hold) {
        holding = hold;
    }

    final boolean isHolding() {
        return holding;
    }

    /** Makes the oldest batches durable and says so. */
    final void complete(int count) {
        for (int i = 0; i < count && !incomplete.isEmpty(); i++) {
            Batch next = incomplete.poll();
            writeUpTo(next.position());
            completed = next.position();
            next.listener().onDurable();
        }
    }

    /**
     * The process ends.
     *
     * @param granted how many of the oldest batches that are not durable may survive
     * @return the position up to which everything has survived
     */
    final long crash(int granted) {
        dead = true;
        return end(granted);
    }

    /** Whether the process ends here. */
    final boolean isDead() {
        return dead;
    }

    final void die() {
        dead = true;
    }

    @Override
    public final long append(List<? extends Fact> batch, long[] refs, AppendListener listener) {
        assertThat(dead).as("a dead process writes").isFalse();
        assertThat(batch).as("an empty batch").isNotEmpty();
        assertThat(batch).allMatch(Fact::isDurable);
        Batch held = new Batch(++appended, batch.stream().map(ShiftingMedium::whole).toList(), listener);
        take(held, refs);
        incomplete.add(held);
        if (!holding) {
            complete(Integer.MAX_VALUE);
        }
        return held.position();
    }

    @Override
    public final void flush() {
        // Batches become durable when the simulation says so.
    }

    @Override
    public final boolean wantsCheckpoint() {
        return false;
    }

    @Override
    public final boolean hasRoom() {
        return true;
    }

    @Override
    public final boolean isOutsideHeap() {
        return store.isOutsideHeap();
    }

    @Override
    public final long epoch() {
        return store.epoch();
    }

    @Override
    public final boolean isOwner() {
        return !dead;
    }

    @Override
    public final void close() {
        dead = true;
    }
}
