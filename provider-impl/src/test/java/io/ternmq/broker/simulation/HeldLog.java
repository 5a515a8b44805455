// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Fact;
import io.ternmq.store.AppendListener;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import io.ternmq.store.memory.MemoryStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A log whose batches become durable only when the simulation says so, in order. What is not durable at a crash is
 * lost, except for as many of the oldest as the simulation grants.
 */
final class HeldLog implements RecordLog<Fact> {

    private record Batch(long position, List<Fact> facts, AppendListener listener) {}

    private final MemoryStore<Fact> store;
    private final Deque<Batch> unwritten = new ArrayDeque<>();
    private final Deque<Batch> incomplete = new ArrayDeque<>();
    private boolean holding;
    private boolean dead;
    private long appended;
    private long completed;

    HeldLog(MemoryStore<Fact> store) {
        this.store = store;
    }

    /** Position of the last batch that was handed over. */
    long appended() {
        return appended;
    }

    /** Position of the last batch that the core knows to be durable. */
    long completed() {
        return completed;
    }

    int held() {
        return incomplete.size();
    }

    /** Whether batches wait for {@link #complete} from now on. */
    void hold(boolean hold) {
        holding = hold;
    }

    boolean isHolding() {
        return holding;
    }

    /** Makes the oldest batches durable and says so. */
    void complete(int count) {
        for (int i = 0; i < count && !incomplete.isEmpty(); i++) {
            Batch next = incomplete.poll();
            writeUpTo(next.position());
            completed = next.position();
            next.listener().onDurable();
        }
    }

    /** The process ends. Returns the position up to which everything has survived. */
    long crash(int granted) {
        dead = true;
        for (int i = 0; i < granted && !unwritten.isEmpty(); i++) {
            writeUpTo(unwritten.getFirst().position());
        }
        return unwritten.isEmpty() ? appended : unwritten.getFirst().position() - 1;
    }

    private void writeUpTo(long position) {
        while (!unwritten.isEmpty() && unwritten.getFirst().position() <= position) {
            Batch next = unwritten.poll();
            long written = store.append(next.facts(), SILENT);
            assertThat(written).isEqualTo(next.position());
        }
    }

    @Override
    public long append(List<? extends Fact> batch, AppendListener listener) {
        assertThat(dead).as("a dead process writes").isFalse();
        assertThat(batch).as("an empty batch").isNotEmpty();
        assertThat(batch).allMatch(Fact::isDurable);
        Batch held = new Batch(++appended, List.copyOf(batch), listener);
        unwritten.add(held);
        incomplete.add(held);
        if (!holding) {
            complete(Integer.MAX_VALUE);
        }
        return held.position();
    }

    @Override
    public Fact read(long position, int index) {
        return store.read(position, index);
    }

    @Override
    public long replay(RecordVisitor<? super Fact> visitor) {
        appended = store.replay(visitor);
        completed = appended;
        return appended;
    }

    @Override
    public void checkpoint(long covers, List<? extends Fact> image) {
        writeUpTo(covers);
        store.checkpoint(covers, image);
    }

    @Override
    public long epoch() {
        return store.epoch();
    }

    @Override
    public boolean isOwner() {
        return !dead;
    }

    @Override
    public void close() {
        dead = true;
    }

    private static final AppendListener SILENT = new AppendListener() {
        @Override
        public void onDurable() {
            // The core is told by complete().
        }

        @Override
        public void onFailed(Throwable cause) {
            throw new AssertionError(cause);
        }
    };
}
