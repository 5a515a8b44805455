// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.StoredMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Ways through all messages of a mailbox that leave them where they are. Owned by the shard. */
final class Walks {

    private static final long ORDER_MASK = (1L << Entry.PRIORITY_SHIFT) - 1;
    private static final int HIGHEST = ReadyMessages.LEVELS - 1;

    private final ReadyMessages ready;
    private final EntryList out;
    private final Residents residents;

    Walks(ReadyMessages ready, EntryList out, Residents residents) {
        this.ready = ready;
        this.out = out;
        this.residents = residents;
    }

    /** Ready messages and those that somebody has, behind a position. */
    void browse(long position, BrowseVisitor visitor) {
        Browse browse = new Browse(visitor, outBehind(position));
        int first = HIGHEST - (int) (position >>> Entry.PRIORITY_SHIFT);
        for (int priority = first; priority >= 0; priority--) {
            if (!ready.walk(priority, priority == first ? position & ORDER_MASK : 0, browse.at(priority))) {
                return;
            }
        }
        browse.outUpTo(Long.MAX_VALUE);
    }

    private PriorityQueue<Entry> outBehind(long position) {
        List<Entry> found = new ArrayList<>();
        for (Entry entry = out.head(); entry != null; entry = entry.next) {
            if (entry.sortKey() > position) {
                found.add(entry);
            }
        }
        PriorityQueue<Entry> queue = new PriorityQueue<>(
                Math.max(1, found.size()), Comparator.comparingLong(Entry::sortKey));
        queue.addAll(found);
        return queue;
    }

    /** What waits for the lowest priority first, the oldest first, until the visitor has seen enough. */
    void fromTheLeastImportant(LevelVisitor visitor) {
        boolean more = true;
        for (int priority = 0; priority <= HIGHEST && more; priority++) {
            more = ready.walk(priority, 0, visitor);
        }
    }

    /** Everything, in the order in which it would come in again; last what waits for a moment. */
    void everything(HeldVisitor visitor) {
        PriorityQueue<Entry> somebodyHas = outBehind(-1);
        for (int priority = HIGHEST; priority >= 0; priority--) {
            Everything walk = new Everything(visitor, somebodyHas);
            ready.walk(priority, 0, walk);
            walk.outUpTo(Long.MAX_VALUE, priority);
        }
        List<Entry> scheduled = new ArrayList<>();
        residents.forEach((id, entry) -> {
            if (entry.stage() == Entry.Stage.SCHEDULED) {
                scheduled.add(entry);
            }
        });
        scheduled.sort(Comparator.comparingLong(Entry::dueMillis).thenComparingLong(Entry::id));
        scheduled.forEach(visitor::onEntry);
    }

    /** Merges what somebody has into the ready messages of one priority after the other. */
    private final class Browse implements LevelVisitor {

        private final BrowseVisitor visitor;
        private final PriorityQueue<Entry> somebodyHas;
        private long base;

        Browse(BrowseVisitor visitor, PriorityQueue<Entry> somebodyHas) {
            this.visitor = visitor;
            this.somebodyHas = somebodyHas;
        }

        Browse at(int priority) {
            base = (long) (HIGHEST - priority) << Entry.PRIORITY_SHIFT;
            return this;
        }

        boolean outUpTo(long position) {
            Entry next = somebodyHas.peek();
            while (next != null && next.sortKey() < position) {
                somebodyHas.remove();
                if (!visitor.visit(next.sortKey(), next.message())) {
                    return false;
                }
                next = somebodyHas.peek();
            }
            return true;
        }

        @Override
        public boolean onEntry(Entry entry) {
            return outUpTo(entry.sortKey()) && visitor.visit(entry.sortKey(), entry.message());
        }

        @Override
        public boolean onPaged(Chunk chunk, int place) {
            long position = base | chunk.orderAt(place);
            StoredMessage message = chunk.messageAt(place, residents.premises().source());
            return outUpTo(position) && visitor.visit(position, message);
        }
    }

    private static final class Everything implements LevelVisitor {

        private final HeldVisitor visitor;
        private final PriorityQueue<Entry> somebodyHas;

        Everything(HeldVisitor visitor, PriorityQueue<Entry> somebodyHas) {
            this.visitor = visitor;
            this.somebodyHas = somebodyHas;
        }

        void outUpTo(long order, int priority) {
            Entry next = somebodyHas.peek();
            while (next != null && next.message().priority() == priority && next.order < order) {
                visitor.onEntry(next);
                somebodyHas.remove();
                next = somebodyHas.peek();
            }
        }

        @Override
        public boolean onEntry(Entry entry) {
            outUpTo(entry.order, entry.message().priority());
            visitor.onEntry(entry);
            return true;
        }

        @Override
        public boolean onPaged(Chunk chunk, int place) {
            outUpTo(chunk.orderAt(place), chunk.priority());
            chunk.moved(place, visitor.onPaged(chunk.pagedAt(place)));
            return true;
        }
    }
}
