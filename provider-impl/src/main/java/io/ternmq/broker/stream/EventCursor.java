// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.message.FrozenMessage;
import org.jspecify.annotations.Nullable;

/**
 * A place in the log of a stream, and the event that is there. Moving it changes nothing that anybody else sees. Owned
 * by whoever reads, inside the shard.
 */
public final class EventCursor {

    private final EventLog log;
    private long next;
    private @Nullable EventChunk chunk;
    private int index;
    private int place;

    EventCursor(EventLog log, long next) {
        this.log = log;
        this.next = next;
    }

    /** Offset from which it goes on. */
    public long next() {
        return next;
    }

    /** Goes on elsewhere. */
    public void moveTo(long offset) {
        if (offset != next) {
            next = offset;
            chunk = null;
        }
    }

    /** Looks for the first event at {@link #next()} or behind it; false when there is none yet. */
    public boolean find() {
        EventChunk known = chunk;
        if (known == null || known.isDropped()) {
            index = log.chunkOf(next);
            known = index < log.chunks() ? log.chunk(index) : null;
            place = known == null ? 0 : known.placeFrom(next);
            chunk = known;
        }
        while (known != null) {
            place = Math.max(place, known.first());
            while (place < known.places()) {
                if (known.isLive(place)) {
                    return true;
                }
                place++;
            }
            index = log.chunkOf(known.baseOffset()) + 1;
            if (index >= log.chunks()) {
                return false;
            }
            known = log.chunk(index);
            chunk = known;
            place = 0;
        }
        return false;
    }

    /** Goes past the event that was found. */
    public void pass() {
        next = offset() + 1;
        place++;
    }

    private EventChunk found() {
        EventChunk known = chunk;
        if (known == null) {
            throw new IllegalStateException("Nothing was found at " + next);
        }
        return known;
    }

    /** Place of the event that was found. */
    public long offset() {
        return found().offset(place);
    }

    /** Number of the event that was found; it orders the events of all streams. */
    public long entry() {
        return found().entry(place);
    }

    /** Hash of the key of the event that was found; 0 when it has none. */
    public int hash() {
        return found().hash(place);
    }

    /** About how many bytes the event that was found has. */
    public int size() {
        return found().size(place);
    }

    /** Reads the event that was found. */
    public FrozenMessage load() {
        return log.load(found(), place);
    }
}
