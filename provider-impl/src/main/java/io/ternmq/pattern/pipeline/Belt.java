// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.Workers;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where items wait before one thread of a section, in the memory of the process. Bounded: who puts waits for room.
 *
 * <p>Working off is a role: a worker takes it when something has come, and one who finds no room takes it when nobody
 * has. So a belt moves even when all workers wait for room, since a chain of belts ends at one that waits for nobody.
 * Whoever has the role owns the lane behind the belt and the places from the head on that it has seen filled.
 */
final class Belt {

    private static final int TURN = 64;

    /** A place on a belt: an item, or work to be done in its turn. */
    private static final class Place {
        private @Nullable Object item;
        private @Nullable Root root;
        private @Nullable String key;
        private TraceContext trace = TraceContext.NONE;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Place[] places;
    private final Workers workers;
    private final MemoryLane lane;
    private int head;
    private int size;
    private boolean isAsked;
    private boolean isWorking;

    Belt(int capacity, Workers workers, MemoryLane lane) {
        this.places = new Place[capacity];
        for (int i = 0; i < capacity; i++) {
            places[i] = new Place();
        }
        this.workers = workers;
        this.lane = lane;
    }

    /** Puts an item, whose root is held for it until it has got through the lane; waits for room. */
    void put(Object item, Visit visit) {
        Root root = visit.root();
        if (root != null) {
            root.hold();
        }
        append(item, root, visit.key(), visit.trace());
    }

    /** Has something done by the owner of the lane, after what waits. */
    void putWork(Runnable work) {
        append(new MemoryLane.Errand(work), null, null, TraceContext.NONE);
    }

    private void append(Object item, @Nullable Root root, @Nullable String key, TraceContext trace) {
        boolean asks;
        lock.lock();
        try {
            awaitRoom();
            Place place = places[(head + size) % places.length];
            place.item = item;
            place.root = root;
            place.key = key;
            place.trace = trace;
            size++;
            asks = !isAsked && !isWorking;
            isAsked |= asks;
        } finally {
            lock.unlock();
        }
        if (asks) {
            workers.run(this::answer);
        }
    }

    private void awaitRoom() {
        while (size == places.length) {
            if (isWorking) {
                moved.awaitUninterruptibly();
            } else {
                workOff(1);
            }
        }
    }

    private void answer() {
        lock.lock();
        try {
            isAsked = false;
            if (!isWorking) {
                workOff(Integer.MAX_VALUE);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes turns, with the lock held before, between and after them. */
    private void workOff(int turns) {
        isWorking = true;
        try {
            for (int turn = 0; turn < turns && size > 0; turn++) {
                takeTurn(Math.min(size, TURN));
            }
        } finally {
            isWorking = false;
            moved.signalAll();
        }
    }

    private void takeTurn(int count) {
        int first = head;
        lock.unlock();
        try {
            for (int i = 0; i < count; i++) {
                serve(places[(first + i) % places.length]);
            }
        } finally {
            lock.lock();
            head = (first + count) % places.length;
            size -= count;
            moved.signalAll();
        }
    }

    private void serve(Place place) {
        Object item = Objects.requireNonNull(place.item, "a filled place");
        place.item = null;
        Root root = place.root;
        place.root = null;
        lane.serve(item, root, place.key, place.trace);
    }

    /** Counts what waits, that in hand included. */
    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }
}
