// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue from many threads to one, without locks and without allocation.
 *
 * <p>Owner of the taking side: one thread at a time. That role may move, when the owner hands it on with a
 * happens-before edge. Any thread may offer. The elements of one producer come out in the order in which it offered
 * them; the elements of several come out in the order in which they won their places.
 *
 * <p>Each slot carries a turn number that says whose move it is: {@code n} means free for the {@code n}-th offer ever
 * made, {@code n + 1} means filled by it. A producer wins place {@code n} by moving the tail, fills the slot and then
 * moves its number; the consumer empties the slot and sets the number for the next lap. Between winning and filling
 * a place is <em>claimed</em> but not <em>ready</em>: {@link #poll()} answers null there, even if later places are
 * ready already, while {@link #isEmpty()} is false.
 *
 * <p>Head and tail stand in one array, far enough from each other and from its header that no two of them share a
 * cache line (or a pair of lines, which some processors fetch together).
 *
 * @param <E> the element's type
 */
public final class CommandQueue<E> {

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int APART = 128 / Long.BYTES;
    private static final int HEAD = APART;
    private static final int TAIL = 2 * APART;
    private static final int LARGEST = 1 << 30;

    private final int mask;
    private final @Nullable Object[] slots;
    private final long[] turns;
    private final long[] cursors = new long[3 * APART];

    /**
     * Creates an empty queue.
     *
     * @param capacity how many elements it holds: a power of two, at least 2
     */
    public CommandQueue(int capacity) {
        if (capacity < 2 || capacity > LARGEST || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "The capacity of a command queue is a power of two from 2 to " + LARGEST + ", not " + capacity);
        }
        mask = capacity - 1;
        slots = new Object[capacity];
        turns = new long[capacity];
        for (int i = 0; i < capacity; i++) {
            turns[i] = i;
        }
        VarHandle.releaseFence();
    }

    /**
     * Puts an element at the end. Any thread may call.
     *
     * @param element the element
     * @return false when the queue was full; nothing has happened then
     */
    public boolean offer(E element) {
        Objects.requireNonNull(element, "element");
        long tail = (long) LONGS.getVolatile(cursors, TAIL);
        while (true) {
            int slot = (int) tail & mask;
            long lead = (long) LONGS.getAcquire(turns, slot) - tail;
            if (lead < 0) {
                return false;
            }
            if (lead == 0 && LONGS.compareAndSet(cursors, TAIL, tail, tail + 1)) {
                slots[slot] = element;
                LONGS.setRelease(turns, slot, tail + 1);
                return true;
            }
            tail = (long) LONGS.getVolatile(cursors, TAIL);
        }
    }

    /**
     * Takes the element at the front. Only the consumer may call.
     *
     * @return the element, or null when none is ready
     */
    @SuppressWarnings("unchecked") // only offer() writes, and it takes an E
    public @Nullable E poll() {
        long head = cursors[HEAD];
        int slot = (int) head & mask;
        if ((long) LONGS.getAcquire(turns, slot) != head + 1) {
            return null;
        }
        Object element = slots[slot];
        slots[slot] = null;
        LONGS.setRelease(turns, slot, head + mask + 1);
        LONGS.setRelease(cursors, HEAD, head + 1);
        return (E) element;
    }

    /**
     * Counts the claimed places. Any thread may call; while others work on the queue, the answer is an estimate
     * between 0 and the capacity.
     *
     * @return how many elements wait
     */
    public int size() {
        long head = taken();
        long waiting = claimed() - head;
        return (int) Math.max(0, Math.min(waiting, mask + 1L));
    }

    /**
     * Tells whether no place is claimed. Any thread may call.
     *
     * @return true when all that was ever offered has been taken
     */
    public boolean isEmpty() {
        return taken() == claimed();
    }

    /**
     * Tells whether {@link #poll()} would find an element. Any thread may call; for others than the consumer the
     * answer may be outdated.
     *
     * @return true when the element at the front is ready
     */
    public boolean isReady() {
        long head = taken();
        return (long) LONGS.getAcquire(turns, (int) head & mask) == head + 1;
    }

    /**
     * Counts the places that were ever claimed: after an own offer, at least the number of the own element.
     *
     * @return how many offers have succeeded
     */
    public long claimed() {
        return (long) LONGS.getVolatile(cursors, TAIL);
    }

    /**
     * Counts the elements that were ever taken.
     *
     * @return how many elements have left the queue
     */
    public long taken() {
        return (long) LONGS.getVolatile(cursors, HEAD);
    }
}
