// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map from {@code long} to a value that is never null.
 *
 * <p>Owner: whoever holds it, and one thread at a time; there is no synchronisation inside.
 *
 * <p>Two parallel arrays with linear probing: an entry costs its key and its reference, no node. An empty slot is a
 * null value, so every key is legal. A removal closes the gap by moving later entries of the same run back, hence
 * there are no tombstones and a map that is filled and emptied for ever does not slow down. It grows at 60 % and does
 * not shrink. Multiplying by the golden ratio spreads the usual dense and strided identifiers over the table.
 *
 * @param <V> the value's type
 */
public final class LongMap<V> {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final int SMALLEST = 8;
    private static final int LARGEST = 1 << 30;

    private long[] keys;
    private @Nullable Object[] values;
    private int shift;
    private int limit;
    private int size;
    private int changes;

    /** Creates an empty map of the smallest size. */
    public LongMap() {
        this(0);
    }

    /**
     * Creates an empty map that takes a number of entries before it grows.
     *
     * @param expected how many entries are expected, not negative
     */
    public LongMap(int expected) {
        if (expected < 0) {
            throw new IllegalArgumentException("A map cannot expect " + expected + " entries");
        }
        int capacity = SMALLEST;
        while (limitOf(capacity) < expected && capacity < LARGEST) {
            capacity <<= 1;
        }
        keys = new long[capacity];
        values = new Object[capacity];
        shift = shiftOf(capacity);
        limit = limitOf(capacity);
    }

    /**
     * Looks a key up.
     *
     * @param key the key
     * @return its value, or null when there is none
     */
    public @Nullable V get(long key) {
        return cast(values[find(key)]);
    }

    /**
     * Tells whether a key has a value.
     *
     * @param key the key
     * @return true when it has
     */
    public boolean containsKey(long key) {
        return values[find(key)] != null;
    }

    /**
     * Sets the value of a key.
     *
     * @param key   the key
     * @param value its new value
     * @return the value before, or null when there was none
     */
    public @Nullable V put(long key, V value) {
        Objects.requireNonNull(value, "value");
        int slot = find(key);
        V before = cast(values[slot]);
        if (before == null && size == limit) {
            grow();
            slot = find(key);
        }
        keys[slot] = key;
        values[slot] = value;
        if (before == null) {
            size++;
            changes++;
        }
        return before;
    }

    /**
     * Takes a key out.
     *
     * @param key the key
     * @return the value that it had, or null when there was none
     */
    public @Nullable V remove(long key) {
        int slot = find(key);
        V before = cast(values[slot]);
        if (before != null) {
            closeGap(slot);
            size--;
            changes++;
        }
        return before;
    }

    /**
     * Counts the entries.
     *
     * @return how many keys have a value
     */
    public int size() {
        return size;
    }

    /**
     * Tells whether there is nothing in it.
     *
     * @return true when no key has a value
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Takes all keys out; the room for them stays. */
    public void clear() {
        Arrays.fill(values, null);
        size = 0;
        changes++;
    }

    /**
     * Visits all entries in no particular order. The visitor may replace values of present keys, but neither add nor
     * remove keys: that is noticed and refused.
     *
     * @param action receives every entry once
     * @throws ConcurrentModificationException when the visitor added or removed a key
     */
    public void forEach(LongObjConsumer<? super V> action) {
        int expected = changes;
        for (int slot = 0; slot < values.length; slot++) {
            V value = cast(values[slot]);
            if (value != null) {
                action.accept(keys[slot], value);
                if (changes != expected) {
                    throw new ConcurrentModificationException("A visitor of a LongMap added or removed a key");
                }
            }
        }
    }

    /**
     * Copies the values, so that the map may be changed while the copy is walked.
     *
     * @return a new list that belongs to the caller, in no particular order
     */
    public List<V> values() {
        List<V> copy = new ArrayList<>(size);
        forEach((key, value) -> copy.add(value));
        return copy;
    }

    /** The slot of a key, or the empty slot where it would go. There always is an empty one. */
    private int find(long key) {
        int mask = values.length - 1;
        int slot = home(key);
        while (values[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Moves every later entry of the run that may stand in the gap, as seen from its home, into it. */
    private void closeGap(int from) {
        int mask = values.length - 1;
        int gap = from;
        int next = (gap + 1) & mask;
        while (values[next] != null) {
            int wayFromHome = (next - home(keys[next])) & mask;
            int wayFromGap = (next - gap) & mask;
            if (wayFromHome >= wayFromGap) {
                keys[gap] = keys[next];
                values[gap] = values[next];
                gap = next;
            }
            next = (next + 1) & mask;
        }
        values[gap] = null;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        if (oldKeys.length == LARGEST) {
            throw new IllegalStateException("A LongMap cannot hold more than " + limit + " entries");
        }
        int capacity = oldKeys.length << 1;
        keys = new long[capacity];
        values = new Object[capacity];
        shift = shiftOf(capacity);
        limit = limitOf(capacity);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = find(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private int home(long key) {
        return (int) ((key * GOLDEN) >>> shift);
    }

    @SuppressWarnings("unchecked") // only put() writes, and it takes a V
    private @Nullable V cast(@Nullable Object value) {
        return (V) value;
    }

    private static int shiftOf(int capacity) {
        return Long.SIZE - Integer.numberOfTrailingZeros(capacity);
    }

    private static int limitOf(int capacity) {
        return (int) (capacity * 0.6);
    }
}
