// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.schedule;

import io.ternmq.broker.Timed;
import io.ternmq.broker.Timetable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of timed things that know their own place, so that a message which is consumed long before its
 * time-to-live ends leaves nothing behind. Adding and taking out cost the logarithm of the size. Things that are due
 * at the same moment come out by rank. Owned by the shard.
 *
 * @param <T> what is scheduled
 */
public final class Schedule<T extends Timed> {

    /** {@link #nextMillis()} of an empty schedule. */
    public static final long NEVER = Long.MAX_VALUE;

    private final List<T> heap = new ArrayList<>();

    /** A schedule as those see it who put things down in it. */
    public static Timetable asTimetable(Schedule<Timed> schedule) {
        return new Timetable() {
            @Override
            public void add(Timed item) {
                schedule.add(item);
            }

            @Override
            public void remove(Timed item) {
                schedule.remove(item);
            }
        };
    }

    /** How many things are scheduled. */
    public int size() {
        return heap.size();
    }

    /** When the next thing is due, in milliseconds since 1970, or {@link #NEVER}. */
    public long nextMillis() {
        return heap.isEmpty() ? NEVER : heap.get(0).dueMillis();
    }

    /** Adds something that is not scheduled yet. */
    public void add(T item) {
        assert item.scheduleIndex() == Timed.NOT_SCHEDULED : "scheduled twice";
        heap.add(item);
        siftUp(heap.size() - 1, item);
    }

    /** Takes something out; does nothing when it is not scheduled. */
    public void remove(T item) {
        int index = item.scheduleIndex();
        if (index == Timed.NOT_SCHEDULED) {
            return;
        }
        item.setScheduleIndex(Timed.NOT_SCHEDULED);
        T last = heap.remove(heap.size() - 1);
        if (last != item) {
            siftUp(index, last);
            siftDown(last.scheduleIndex(), last);
        }
    }

    /** What is due next and not after a moment, or null; it stays scheduled. */
    public @Nullable T peekDue(long nowMillis) {
        return nextMillis() <= nowMillis ? heap.get(0) : null;
    }

    private void siftUp(int from, T item) {
        int index = from;
        while (index > 0) {
            T parent = heap.get((index - 1) / 2);
            if (!item.isBefore(parent)) {
                break;
            }
            place(index, parent);
            index = (index - 1) / 2;
        }
        place(index, item);
    }

    private void siftDown(int from, T item) {
        int index = from;
        for (int child = 2 * index + 1; child < heap.size(); child = 2 * index + 1) {
            if (child + 1 < heap.size() && heap.get(child + 1).isBefore(heap.get(child))) {
                child++;
            }
            if (!heap.get(child).isBefore(item)) {
                break;
            }
            place(index, heap.get(child));
            index = child;
        }
        place(index, item);
    }

    private void place(int index, T item) {
        heap.set(index, item);
        item.setScheduleIndex(index);
    }
}
