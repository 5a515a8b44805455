// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Ways through all messages of a mailbox that leave them where they are. Owned by the shard. */
final class Walks {

    private static final long ORDER_MASK = (1L << Entry.PRIORITY_SHIFT) - 1;
    private static final int HIGHEST = ReadyMessages.LEVELS - 1;

    /** Positions of messages that wait for a moment begin here. */
    private static final long WAITING = (long) ReadyMessages.LEVELS << Entry.PRIORITY_SHIFT;

    private static final int MOST_WAITING = 2_000;

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
        line(position, (place, entry) -> visitor.visit(place, entry.message()));
    }

    /** The same, and then those that wait for a moment; true when nothing is behind what the visitor has seen. */
    boolean survey(long position, SurveyVisitor visitor) {
        return (position >= WAITING || line(position, visitor)) && waiting(position, visitor);
    }

    static long positionOf(Entry entry) {
        return entry.stage() == Entry.Stage.SCHEDULED ? WAITING | entry.id() : entry.sortKey();
    }

    private boolean line(long position, SurveyVisitor visitor) {
        Line line = new Line(visitor, outBehind(position));
        int first = HIGHEST - (int) (position >>> Entry.PRIORITY_SHIFT);
        for (int priority = first; priority >= 0; priority--) {
            if (!ready.walk(priority, priority == first ? position & ORDER_MASK : 0, line.at(priority))) {
                return false;
            }
        }
        return line.outUpTo(Long.MAX_VALUE);
    }

    /** They stand in no order: each time the first so many behind a number are picked out of all of them. */
    private boolean waiting(long position, SurveyVisitor visitor) {
        PriorityQueue<Entry> lastFirst = new PriorityQueue<>(Comparator.comparingLong(Entry::id).reversed());
        residents.forEach((id, entry) -> {
            if (entry.stage() == Entry.Stage.SCHEDULED && positionOf(entry) > position) {
                lastFirst.add(entry);
                if (lastFirst.size() > MOST_WAITING) {
                    lastFirst.remove();
                }
            }
        });
        List<Entry> found = new ArrayList<>(lastFirst);
        found.sort(Comparator.comparingLong(Entry::id));
        for (Entry entry : found) {
            if (!visitor.visit(positionOf(entry), entry)) {
                return false;
            }
        }
        return found.size() < MOST_WAITING;
    }

    /** The message with the smallest number among the first of each priority and those that somebody has, or null. */
    @Nullable Entry oldest() {
        Oldest oldest = new Oldest(residents);
        for (int priority = 0; priority <= HIGHEST; priority++) {
            ready.walk(priority, 0, oldest);
        }
        for (Entry entry = out.head(); entry != null; entry = entry.next) {
            oldest.onEntry(entry);
        }
        return oldest.found;
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

    /** Looks at one message of a priority. */
    private static final class Oldest implements LevelVisitor {

        private final Residents residents;
        private @Nullable Entry found;

        Oldest(Residents residents) {
            this.residents = residents;
        }

        @Override
        public boolean onEntry(Entry entry) {
            if (found == null || entry.id() < found.id()) {
                found = entry;
            }
            return false;
        }

        @Override
        public boolean onPaged(Chunk chunk, int place) {
            return onEntry(chunk.picture(place, residents.premises().source()));
        }
    }

    /** Merges what somebody has into the ready messages of one priority after the other. */
    private final class Line implements LevelVisitor {

        private final SurveyVisitor visitor;
        private final PriorityQueue<Entry> somebodyHas;
        private long base;

        Line(SurveyVisitor visitor, PriorityQueue<Entry> somebodyHas) {
            this.visitor = visitor;
            this.somebodyHas = somebodyHas;
        }

        Line at(int priority) {
            base = (long) (HIGHEST - priority) << Entry.PRIORITY_SHIFT;
            return this;
        }

        boolean outUpTo(long position) {
            Entry next = somebodyHas.peek();
            while (next != null && next.sortKey() < position) {
                somebodyHas.remove();
                if (!visitor.visit(next.sortKey(), next)) {
                    return false;
                }
                next = somebodyHas.peek();
            }
            return true;
        }

        @Override
        public boolean onEntry(Entry entry) {
            return outUpTo(entry.sortKey()) && visitor.visit(entry.sortKey(), entry);
        }

        @Override
        public boolean onPaged(Chunk chunk, int place) {
            long position = base | chunk.orderAt(place);
            return outUpTo(position) && visitor.visit(position, chunk.picture(place, residents.premises().source()));
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
