// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Fact;
import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.util.ArrayDeque;
import java.util.Deque;

/** Over a store in memory. A crash loses what is not durable, except for as many of the oldest as it is granted. */
final class HeldInMemory extends HeldLog {

    private static final int PLACE_BITS = 24;
    private static final long PLACE_MASK = (1L << PLACE_BITS) - 1;

    private final RecordLog<Fact> store;
    private final Deque<Batch> unwritten = new ArrayDeque<>();

    HeldInMemory(RecordLog<Fact> store) {
        super(store);
        this.store = store;
    }

    @Override
    void take(Batch batch, long[] refs) {
        for (int i = 0; i < batch.facts().size(); i++) {
            refs[i] = batch.position() << PLACE_BITS | i; // as the store will number them
        }
        unwritten.add(batch);
    }

    @Override
    void writeUpTo(long position) {
        while (!unwritten.isEmpty() && unwritten.getFirst().position() <= position) {
            Batch next = unwritten.poll();
            long[] refs = new long[next.facts().size()];
            long written = store.append(next.facts(), refs, SILENT);
            assertThat(refs[0]).isEqualTo(next.position() << PLACE_BITS);
            assertThat(written).isEqualTo(next.position());
        }
    }

    @Override
    long end(int granted) {
        for (int i = 0; i < granted && !unwritten.isEmpty(); i++) {
            writeUpTo(unwritten.getFirst().position());
        }
        return unwritten.isEmpty() ? appended() : unwritten.getFirst().position() - 1;
    }

    @Override
    public Fact read(long ref) {
        int place = (int) (ref & PLACE_MASK);
        for (Batch batch : unwritten) {
            if (batch.position() == ref >>> PLACE_BITS) {
                return batch.facts().get(place);
            }
        }
        return store.read(ref);
    }

    @Override
    public long replay(RecordVisitor<? super Fact> visitor) {
        continueAt(store.replay(visitor));
        return appended();
    }

    @Override
    public void checkpoint(long covers, CheckpointImage<Fact> image) {
        writeUpTo(covers);
        store.checkpoint(covers, image);
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
