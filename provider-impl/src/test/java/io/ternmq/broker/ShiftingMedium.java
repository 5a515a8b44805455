// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.store.AppendListener;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.CheckpointSink;
import io.ternmq.store.RecordLog;
import io.ternmq.store.RecordVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A medium as the core must expect the worst one to be: it counts as outside of the heap, moves every record that a
 * checkpoint keeps, and forgets every other one at once. A place that is kept twice moves to one new place; one that is
 * new already is not to be kept.
 */
public final class ShiftingMedium {

    private static final int PLACE_BITS = 24;
    private static final long MOVED = 1L << 60;

    private final TreeMap<Long, List<Fact>> batches = new TreeMap<>();
    private Map<Long, Fact> kept = Map.of();
    private List<Fact> image = List.of();
    private long lastPosition;
    private long lastMoved = MOVED;
    private long epoch;
    private long reads;

    /** Opens the log for the next process. */
    public RecordLog<Fact> open() {
        return new ShiftingLog(++epoch);
    }

    /** How many records have been read again so far. */
    public long reads() {
        return reads;
    }

    /** The form in which a store has a fact: it knows nothing of references in the core. */
    public static Fact whole(Fact fact) {
        if (fact instanceof Appended appended) {
            return new Appended(
                    (Routed) whole(appended.routed()),
                    appended.stream(),
                    appended.offset(),
                    appended.millis(),
                    appended.key(),
                    appended.version());
        }
        return fact instanceof Routed routed
                ? new Routed(
                        routed.entry(),
                        routed.message().load(),
                        routed.mailboxes(),
                        routed.dueMillis(),
                        routed.isDurable())
                : fact;
    }

    private final class ShiftingLog implements RecordLog<Fact> {

        private final long mine;

        ShiftingLog(long mine) {
            this.mine = mine;
        }

        @Override
        public long append(List<? extends Fact> batch, long[] refs, AppendListener listener) {
            List<Fact> facts = new ArrayList<>();
            batch.forEach(fact -> facts.add(whole(fact)));
            batches.put(++lastPosition, facts);
            for (int i = 0; i < facts.size(); i++) {
                refs[i] = lastPosition << PLACE_BITS | i;
            }
            listener.onDurable();
            return lastPosition;
        }

        @Override
        public void flush() {
            // Everything is as durable as it can be.
        }

        @Override
        public Fact read(long ref) {
            reads++;
            Fact found = ref >= MOVED ? kept.get(ref) : appended(ref);
            if (found == null) {
                throw new AssertionError("Nothing is at " + ref + " any more");
            }
            return found;
        }

        private Fact appended(long ref) {
            List<Fact> batch = batches.get(ref >>> PLACE_BITS);
            return batch == null ? null : batch.get((int) (ref & ((1 << PLACE_BITS) - 1)));
        }

        @Override
        public long replay(RecordVisitor<? super Fact> visitor) {
            image.forEach(fact -> visitor.visit(fact, 0));
            new TreeMap<>(batches).forEach((position, batch) -> {
                for (int i = 0; i < batch.size(); i++) {
                    visitor.visit(batch.get(i), position << PLACE_BITS | i);
                }
            });
            return lastPosition;
        }

        @Override
        public void checkpoint(long covers, CheckpointImage<Fact> newImage) {
            List<Fact> facts = new ArrayList<>();
            Map<Long, Fact> moved = new HashMap<>();
            Map<Long, Long> places = new HashMap<>();
            Map<Long, Fact> all = new HashMap<>(kept);
            kept = all;
            newImage.writeTo(new CheckpointSink<>() {
                @Override
                public void add(Fact fact) {
                    facts.add(whole(fact));
                }

                @Override
                public long keep(long ref, int sizeBytes) {
                    if (moved.containsKey(ref)) {
                        throw new AssertionError(ref + " is a new place already");
                    }
                    return places.computeIfAbsent(ref, old -> {
                        moved.put(++lastMoved, read(old));
                        all.put(lastMoved, moved.get(lastMoved));
                        return lastMoved;
                    });
                }
            });
            image = facts;
            kept = moved;
            batches.headMap(covers, true).clear();
        }

        @Override
        public boolean wantsCheckpoint() {
            return false;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean isOutsideHeap() {
            return true;
        }

        @Override
        public long epoch() {
            return mine;
        }

        @Override
        public boolean isOwner() {
            return mine == epoch;
        }

        @Override
        public void close() {
            // The next one is opened at will.
        }
    }
}
