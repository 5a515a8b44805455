// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.message.MessageRef;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A run of neighbouring events in columns, 28 bytes each. What is compacted away leaves a dead place until enough of
 * them are dead to squeeze them out. Owned by the shard.
 */
final class EventChunk {

    static final int PLACES = 4_096;

    /** What an event costs without its message. */
    static final int EVENT_BYTES = 28;

    private static final int FIRST_SIZE = 32;
    private static final int DEAD = -1;

    private final long baseOffset;
    private final long baseEntry;
    private final long baseMillis;
    private int[] offsets = new int[FIRST_SIZE];
    private int[] entries = new int[FIRST_SIZE];
    private int[] millis = new int[FIRST_SIZE];
    private int[] sizes = new int[FIRST_SIZE];
    private int[] hashes = new int[FIRST_SIZE];
    private long[] refs = new long[FIRST_SIZE];

    /** Messages that the store does not have yet, or that it keeps on the heap anyway; null when there is none. */
    private @Nullable MessageRef @Nullable [] held;

    private int places;
    private int live;

    /** Places before this one are dead. */
    private int first;

    private boolean dropped;

    EventChunk(long offset, long entry, long millis) {
        this.baseOffset = offset;
        this.baseEntry = entry;
        this.baseMillis = millis;
    }

    boolean takes(long offset, long entry, long moment) {
        return places < PLACES
                && fits(offset - baseOffset)
                && fits(entry - baseEntry)
                && fits(moment - baseMillis);
    }

    private static boolean fits(long difference) {
        return difference >= 0 && difference <= Integer.MAX_VALUE;
    }

    int add(long offset, long entry, long moment, int size, int hash) {
        if (places == sizes.length) {
            resize(Math.min(PLACES, places * 2));
        }
        offsets[places] = (int) (offset - baseOffset);
        entries[places] = (int) (entry - baseEntry);
        millis[places] = (int) (moment - baseMillis);
        sizes[places] = size;
        hashes[places] = hash;
        live++;
        return places++;
    }

    private void resize(int to) {
        offsets = Arrays.copyOf(offsets, to);
        entries = Arrays.copyOf(entries, to);
        millis = Arrays.copyOf(millis, to);
        sizes = Arrays.copyOf(sizes, to);
        hashes = Arrays.copyOf(hashes, to);
        refs = Arrays.copyOf(refs, to);
        held = held == null ? null : Arrays.copyOf(held, to);
    }

    void setRef(int place, long ref) {
        refs[place] = ref;
    }

    void hold(int place, @Nullable MessageRef message) {
        if (held == null && message != null) {
            held = new MessageRef[sizes.length];
        }
        if (held != null) {
            held[place] = message;
        }
    }

    @Nullable MessageRef held(int place) {
        return held == null ? null : held[place];
    }

    /** Nothing of it is in memory any more; lets go of the column. */
    void forgetHeld() {
        held = null;
    }

    int places() {
        return places;
    }

    int live() {
        return live;
    }

    int first() {
        return first;
    }

    boolean isLive(int place) {
        return sizes[place] != DEAD;
    }

    boolean isDropped() {
        return dropped;
    }

    void drop() {
        dropped = true;
    }

    /** Takes an event out. */
    void kill(int place) {
        sizes[place] = DEAD;
        refs[place] = 0;
        hold(place, null);
        live--;
        while (first < places && sizes[first] == DEAD) {
            first++;
        }
    }

    /** Whether most places are dead, so that {@link #squeezed()} saves memory. */
    boolean isSparse() {
        return places > 2 * FIRST_SIZE && live < places / 2;
    }

    /** The same events without dead places; this chunk is not to be used any more. */
    EventChunk squeezed() {
        EventChunk copy = new EventChunk(baseOffset, baseEntry, baseMillis);
        for (int place = 0; place < places; place++) {
            if (isLive(place)) {
                int to = copy.add(offset(place), entry(place), millis(place), sizes[place], hashes[place]);
                copy.setRef(to, refs[place]);
                copy.hold(to, held(place));
            }
        }
        copy.resize(Math.max(FIRST_SIZE, copy.places));
        dropped = true;
        return copy;
    }

    long baseOffset() {
        return baseOffset;
    }

    long baseEntry() {
        return baseEntry;
    }

    long offset(int place) {
        return baseOffset + offsets[place];
    }

    long entry(int place) {
        return baseEntry + entries[place];
    }

    long millis(int place) {
        return baseMillis + millis[place];
    }

    int size(int place) {
        return sizes[place];
    }

    int hash(int place) {
        return hashes[place];
    }

    long ref(int place) {
        return refs[place];
    }

    /** The first place, dead or not, whose offset is not before one; {@link #places()} when there is none. */
    int placeFrom(long offset) {
        long wanted = offset - baseOffset;
        if (wanted <= 0) {
            return 0;
        }
        if (wanted > Integer.MAX_VALUE) {
            return places;
        }
        int guess = (int) Math.min(wanted, places);
        if (guess < places && offsets[guess] == (int) wanted) {
            return guess; // nothing was squeezed out before it
        }
        int found = Arrays.binarySearch(offsets, 0, places, (int) wanted);
        return found < 0 ? -found - 1 : found;
    }

    /** The first place whose number is not before one. */
    int placeFromEntry(long entry) {
        return firstPlace(place -> entry(place) >= entry);
    }

    /** The first place that came at a moment or after it. */
    int placeFromMillis(long moment) {
        return firstPlace(place -> millis(place) >= moment);
    }

    private int firstPlace(IntPredicate isThere) {
        int low = 0;
        int high = places;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isThere.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
