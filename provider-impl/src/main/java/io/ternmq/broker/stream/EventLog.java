// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.broker.EventsKept;
import io.ternmq.broker.StoredMessage;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream in the order of their offsets: where the store has each, and a little about it. What the
 * store does not have outside of the heap is held here. Owned by the shard.
 */
public final class EventLog {

    /** Where references go that a checkpoint has to keep. */
    @FunctionalInterface
    public interface Keeper {

        /** Says that a record is needed still; returns its reference from now on. */
        long keep(long ref, int sizeBytes);
    }

    private static final int LONGEST_RUN = 1_024;

    private final StreamPremises premises;
    private final List<EventChunk> chunks = new ArrayList<>();
    private long nextOffset;
    private long lastMillis;
    private long lastEntry;
    private long events;
    private long bytes;

    EventLog(StreamPremises premises) {
        this.premises = premises;
    }

    /** Offset of the next event. */
    public long nextOffset() {
        return nextOffset;
    }

    /** When the last event was appended, in milliseconds since 1970; 0 before the first one. */
    public long lastMillis() {
        return lastMillis;
    }

    /** Number of the last event that was appended; 0 before the first one. */
    public long lastEntry() {
        return lastEntry;
    }

    /** How many events are kept. */
    public long events() {
        return events;
    }

    /** About how many bytes they have. */
    public long bytes() {
        return bytes;
    }

    /** Offset of the oldest event that is kept; {@link #nextOffset()} when there is none. */
    public long firstOffset() {
        return events == 0 ? nextOffset : first().offset(first().first());
    }

    /** When the oldest event was appended; 0 when there is none. */
    public long firstMillis() {
        return events == 0 ? 0 : first().millis(first().first());
    }

    private EventChunk first() {
        return chunks.get(0);
    }

    /** A cursor that goes on from an offset. */
    public EventCursor cursor(long from) {
        return new EventCursor(this, from);
    }

    int chunks() {
        return chunks.size();
    }

    EventChunk chunk(int index) {
        return chunks.get(index);
    }

    /** Index of the chunk in which an offset is, or would be. */
    int chunkOf(long offset) {
        int low = 0;
        int high = chunks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks.get(middle).baseOffset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    FrozenMessage load(EventChunk chunk, int place) {
        MessageRef held = chunk.held(place);
        return held != null ? held.load() : premises.source().read(chunk.ref(place));
    }

    /** The first offset whose event has a number that is not before one. */
    public long fromEntry(long entry) {
        for (EventChunk chunk : chunks) {
            int place = chunk.placeFromEntry(entry);
            if (place < chunk.places()) {
                return chunk.offset(place);
            }
        }
        return nextOffset;
    }

    /** The first offset whose event came at a moment or after it. */
    public long fromMillis(long millis) {
        for (EventChunk chunk : chunks) {
            int place = chunk.placeFromMillis(millis);
            if (place < chunk.places()) {
                return chunk.offset(place);
            }
        }
        return nextOffset;
    }

    /** The offset before which all events but the last so many are. */
    public long fromLast(long count) {
        long left = count;
        for (int i = chunks.size() - 1; i >= 0 && left > 0; i--) {
            EventChunk chunk = chunks.get(i);
            if (chunk.live() < left) {
                left -= chunk.live();
                continue;
            }
            for (int place = chunk.places() - 1; place >= 0; place--) {
                left -= chunk.isLive(place) ? 1 : 0;
                if (left == 0) {
                    return chunk.offset(place);
                }
            }
        }
        return count == 0 ? nextOffset : firstOffset();
    }

    void append(long entry, long offset, long millis, int hash, MessageRef message) {
        EventChunk chunk = room(offset, entry, millis);
        int place = chunk.add(offset, entry, millis, message.sizeBytes(), hash);
        premises.bodies().hold(message);
        if (message instanceof StoredMessage stored && stored.isStored()) {
            chunk.setRef(place, stored.ref());
        } else {
            chunk.hold(place, message);
            premises.addMemory(premises.isPaging() ? 0 : message.memoryBytes());
        }
        lastEntry = entry;
        count(offset, millis, message.sizeBytes());
    }

    void restore(EventsKept fact) {
        for (int i = 0; i < fact.offsets().length; i++) {
            EventChunk chunk = room(fact.offsets()[i], fact.entries()[i], fact.millis()[i]);
            int place = chunk.add(
                    fact.offsets()[i], fact.entries()[i], fact.millis()[i], fact.sizes()[i], fact.hashes()[i]);
            chunk.setRef(place, fact.refs()[i]);
            lastEntry = fact.entries()[i];
            count(fact.offsets()[i], fact.millis()[i], fact.sizes()[i]);
        }
    }

    void place(long next, long millis, long entry) {
        lastEntry = Math.max(lastEntry, entry);
        nextOffset = Math.max(nextOffset, next);
        lastMillis = Math.max(lastMillis, millis);
    }

    private EventChunk room(long offset, long entry, long millis) {
        int last = chunks.size() - 1;
        if (last < 0 || !chunks.get(last).takes(offset, entry, millis)) {
            chunks.add(new EventChunk(offset, entry, millis));
            last++;
        }
        return chunks.get(last);
    }

    private void count(long offset, long millis, int size) {
        nextOffset = offset + 1;
        lastMillis = Math.max(lastMillis, millis);
        events++;
        bytes += size;
        premises.addMemory(EventChunk.EVENT_BYTES);
    }

    /** The store has an event from now on. */
    void stored(long offset, long ref) {
        EventChunk chunk = chunks.isEmpty() ? null : chunks.get(chunkOf(offset));
        int place = chunk == null ? -1 : placeOf(offset, chunk);
        if (chunk == null || place < 0) {
            return;
        }
        chunk.setRef(place, ref);
        MessageRef held = chunk.held(place);
        if (held instanceof StoredMessage) {
            chunk.hold(place, null);
        }
        if (place == EventChunk.PLACES - 1 && premises.isPaging()) {
            forgetIfEmpty(chunk);
        }
    }

    private static void forgetIfEmpty(EventChunk chunk) {
        for (int place = 0; place < chunk.places(); place++) {
            if (chunk.held(place) != null) {
                return;
            }
        }
        chunk.forgetHeld();
    }

    /** Whether an event is here. */
    public boolean keeps(long offset) {
        EventChunk chunk = chunks.isEmpty() ? null : chunks.get(chunkOf(offset));
        return chunk != null && placeOf(offset, chunk) >= 0;
    }

    /** Place of an event in a chunk, or -1 when it is not here. */
    private static int placeOf(long offset, EventChunk chunk) {
        int place = chunk.placeFrom(offset);
        boolean isHere = place < chunk.places() && chunk.offset(place) == offset && chunk.isLive(place);
        return isHere ? place : -1;
    }

    /** Takes out one event, if it is here. */
    void remove(long offset) {
        int index = chunkOf(offset);
        EventChunk chunk = index < chunks.size() ? chunks.get(index) : null;
        int place = chunk == null ? -1 : placeOf(offset, chunk);
        if (chunk != null && place >= 0) {
            kill(chunk, place);
            tidy(index, chunk);
        }
    }

    private void tidy(int index, EventChunk chunk) {
        if (chunk.live() == 0) {
            chunk.drop();
            chunks.remove(index);
        } else if (chunk.isSparse() && index < chunks.size() - 1) {
            chunks.set(index, chunk.squeezed());
        }
    }

    /** Takes out everything before an offset. */
    void dropBefore(long offset) {
        while (!chunks.isEmpty()) {
            EventChunk chunk = first();
            for (int place = chunk.first(); place < chunk.places() && chunk.offset(place) < offset; place++) {
                if (chunk.isLive(place)) {
                    kill(chunk, place);
                }
            }
            if (chunk.live() > 0) {
                return;
            }
            chunk.drop();
            chunks.remove(0);
        }
    }

    private void kill(EventChunk chunk, int place) {
        MessageRef held = chunk.held(place);
        if (held != null) {
            premises.bodies().release(held);
            premises.addMemory(premises.isPaging() ? 0 : -held.memoryBytes());
        }
        events--;
        bytes -= chunk.size(place);
        premises.addMemory(-EventChunk.EVENT_BYTES);
        chunk.kill(place);
    }

    /** The first offset to be kept so that limits hold; events before it are too many, too large, or too old. */
    long retained(long mostEvents, long mostBytes, long oldestMillis) {
        long left = events;
        long weight = bytes;
        for (EventChunk chunk : chunks) {
            for (int place = chunk.first(); place < chunk.places(); place++) {
                if (chunk.isLive(place)) {
                    boolean isTooMuch = left > mostEvents || (weight > mostBytes && left > 1);
                    if (!isTooMuch && chunk.millis(place) >= oldestMillis) {
                        return chunk.offset(place);
                    }
                    left--;
                    weight -= chunk.size(place);
                }
            }
        }
        return nextOffset;
    }

    /** Counts the events of each partition that are at an offset of its own or behind it. Looks at each event once. */
    long[] countFrom(long[] offsets) {
        int partitions = offsets.length;
        long first = Arrays.stream(offsets).min().orElse(nextOffset);
        if (partitions == 1 && first <= firstOffset()) {
            return new long[] {events};
        }
        long[] counts = new long[partitions];
        for (int i = chunkOf(first); i < chunks.size(); i++) {
            EventChunk chunk = chunks.get(i);
            for (int place = chunk.placeFrom(first); place < chunk.places(); place++) {
                int partition = partitionOf(chunk.offset(place), chunk.hash(place), partitions);
                boolean isBehind = chunk.isLive(place) && chunk.offset(place) >= offsets[partition];
                counts[partition] += isBehind ? 1 : 0;
            }
        }
        return counts;
    }

    /** The partition of an event: by its key, or in turn when it has none. */
    public static int partitionOf(long offset, int hash, int partitions) {
        return hash == 0 ? (int) (offset % partitions) : Math.floorMod(hash, partitions);
    }

    /** Hash of a key, never 0; 0 for none. Part of the stored form: it decides about partitions. */
    public static int hashOf(@Nullable String key) {
        if (key == null) {
            return 0;
        }
        int hash = key.hashCode();
        hash ^= hash >>> 16;
        hash *= 0x85EB_CA6B;
        hash ^= hash >>> 13;
        return hash == 0 ? 1 : hash;
    }

    /** Visits what is held here because it has no reference of its own. */
    @FunctionalInterface
    public interface HeldVisitor {

        /** The next event. */
        void onHeld(long entry, long offset, long millis, MessageRef message);
    }

    /**
     * Writes everything in order: what the store has by reference, what it has not whole.
     *
     * @param keeper takes the references, and gives new ones
     * @param runs   takes what has a reference
     * @param whole  takes what has none
     */
    public void writeTo(long stream, Keeper keeper, Consumer<EventsKept> runs, HeldVisitor whole) {
        Run run = new Run(stream, runs);
        for (EventChunk chunk : chunks) {
            for (int place = chunk.first(); place < chunk.places(); place++) {
                MessageRef held = chunk.held(place);
                if (chunk.isLive(place) && held != null) {
                    run.end();
                    whole.onHeld(chunk.entry(place), chunk.offset(place), chunk.millis(place), held);
                } else if (chunk.isLive(place)) {
                    chunk.setRef(place, keeper.keep(chunk.ref(place), chunk.size(place)));
                    run.add(chunk, place);
                }
            }
        }
        run.end();
    }

    void dispose() {
        dropBefore(Long.MAX_VALUE);
    }

    /** Gathers events until there are enough for a fact. */
    private static final class Run {

        private final long stream;
        private final Consumer<EventsKept> runs;
        private final long[] offsets = new long[LONGEST_RUN];
        private final long[] entries = new long[LONGEST_RUN];
        private final long[] refs = new long[LONGEST_RUN];
        private final int[] sizes = new int[LONGEST_RUN];
        private final long[] millis = new long[LONGEST_RUN];
        private final int[] hashes = new int[LONGEST_RUN];
        private int count;

        Run(long stream, Consumer<EventsKept> runs) {
            this.stream = stream;
            this.runs = runs;
        }

        void add(EventChunk chunk, int place) {
            offsets[count] = chunk.offset(place);
            entries[count] = chunk.entry(place);
            refs[count] = chunk.ref(place);
            sizes[count] = chunk.size(place);
            millis[count] = chunk.millis(place);
            hashes[count++] = chunk.hash(place);
            if (count == LONGEST_RUN) {
                end();
            }
        }

        void end() {
            if (count > 0) {
                runs.accept(new EventsKept(
                        stream,
                        Arrays.copyOf(offsets, count),
                        Arrays.copyOf(entries, count),
                        Arrays.copyOf(refs, count),
                        Arrays.copyOf(sizes, count),
                        Arrays.copyOf(millis, count),
                        Arrays.copyOf(hashes, count)));
                count = 0;
            }
        }
    }
}
