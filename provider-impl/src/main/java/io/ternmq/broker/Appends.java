// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one decision adds to streams so far, which the state does not know yet. Owned by the engine. */
public final class Appends {

    private record Key(long stream, String key) {}

    private final Map<String, StreamMade> made = new HashMap<>();
    private final Map<Long, Long> next = new HashMap<>();
    private final Map<Key, Long> versions = new HashMap<>();
    private @Nullable Appended last;

    /** A stream that the decision makes, or null. */
    public @Nullable StreamMade made(String topic) {
        return made.isEmpty() ? null : made.get(topic);
    }

    /** The decision makes a stream. */
    public void make(StreamMade fact) {
        made.put(fact.topic(), fact);
    }

    /** Offset of the next event. */
    public long nextOffset(long stream, long known) {
        return last == null ? known : next.getOrDefault(stream, known);
    }

    /** How many events a key has. */
    public long version(long stream, String key, long known) {
        return last == null ? known : versions.getOrDefault(new Key(stream, key), known);
    }

    /** The decision appends an event. */
    public void add(Appended fact) {
        last = fact;
        next.put(fact.stream(), fact.offset() + 1);
        if (fact.key() != null) {
            versions.put(new Key(fact.stream(), fact.key()), fact.version());
        }
    }

    /** The last event that it appends, or null. */
    public @Nullable Appended last() {
        return last;
    }

    void clear() {
        if (last != null || !made.isEmpty()) {
            made.clear();
            next.clear();
            versions.clear();
            last = null;
        }
    }
}
