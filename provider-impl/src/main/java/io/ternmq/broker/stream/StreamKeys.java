// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import io.ternmq.broker.KeysKept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a stream: how many events each has had, and where the last one is. A key of which no event is kept any
 * more counts as new. Owned by the shard.
 */
final class StreamKeys {

    private static final int LONGEST_RUN = 1_024;
    private static final int FEW = 1_024;

    /** What an entry of the table costs beside its text. */
    private static final int KEY_BYTES = 96;

    private static final class Last {

        private long version;
        private long offset;
    }

    private final StreamPremises premises;
    private final Map<String, Last> table = new HashMap<>();
    private long bytes;

    /** When the table has so many keys, it is worth while to look for those that are over. */
    private int crowd = FEW;

    StreamKeys(StreamPremises premises) {
        this.premises = premises;
    }

    /** How many events a key has, given the first event that is kept. */
    long version(String key, long firstOffset) {
        Last last = table.get(key);
        return last == null || last.offset < firstOffset ? 0 : last.version;
    }

    /**
     * An event of a key has come.
     *
     * @return offset of the event of this key before it, or -1
     */
    long put(String key, long version, long offset, long firstOffset) {
        @Nullable Last last = table.get(key);
        if (last == null) {
            last = new Last();
            table.put(key, last);
            weigh(key, 1);
            last.offset = -1;
        }
        long before = last.offset;
        last.version = version;
        last.offset = offset;
        if (table.size() > crowd) {
            sweep(firstOffset);
        }
        return before;
    }

    private void sweep(long firstOffset) {
        table.entrySet().removeIf(entry -> {
            boolean isOver = entry.getValue().offset < firstOffset;
            if (isOver) {
                weigh(entry.getKey(), -1);
            }
            return isOver;
        });
        crowd = Math.max(FEW, 2 * table.size());
    }

    private void weigh(String key, int sign) {
        long more = (long) sign * (KEY_BYTES + 2L * key.length());
        bytes += more;
        premises.addMemory(more);
    }

    void restore(KeysKept fact) {
        for (int i = 0; i < fact.keys().size(); i++) {
            put(fact.keys().get(i), fact.versions()[i], fact.last()[i], 0);
        }
    }

    void writeTo(long stream, long firstOffset, Consumer<KeysKept> out) {
        List<String> keys = new ArrayList<>();
        List<Last> values = new ArrayList<>();
        table.forEach((key, last) -> {
            if (last.offset >= firstOffset) {
                keys.add(key);
                values.add(last);
            }
        });
        for (int from = 0; from < keys.size(); from += LONGEST_RUN) {
            List<Last> part = values.subList(from, Math.min(keys.size(), from + LONGEST_RUN));
            out.accept(new KeysKept(
                    stream,
                    List.copyOf(keys.subList(from, from + part.size())),
                    part.stream().mapToLong(last -> last.version).toArray(),
                    part.stream().mapToLong(last -> last.offset).toArray()));
        }
    }

    void dispose() {
        premises.addMemory(-bytes);
        bytes = 0;
        table.clear();
    }
}
