// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.EventsKept;
import io.ternmq.broker.KeysKept;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/** Runs of events and keys as a checkpoint remembers them: neighbours differ by little, so differences are short. */
final class EventForms {

    private EventForms() {}

    static void writeKept(EventsKept fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putNumber(fact.offsets().length);
        Fields.putDifferences(fact.offsets(), out);
        Fields.putDifferences(fact.entries(), out);
        Fields.putDifferences(fact.refs(), out);
        Fields.putDifferences(wide(fact.sizes()), out);
        Fields.putDifferences(fact.millis(), out);
        Fields.putDifferences(wide(fact.hashes()), out);
    }

    static EventsKept readKept(ByteReader in) {
        long stream = in.getNumber();
        int count = in.getCount();
        return new EventsKept(
                stream,
                Fields.getDifferences(count, in),
                Fields.getDifferences(count, in),
                Fields.getDifferences(count, in),
                narrow(Fields.getDifferences(count, in), "a size"),
                Fields.getDifferences(count, in),
                narrow(Fields.getDifferences(count, in), "a hash"));
    }

    static void writeKeys(KeysKept fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putNumber(fact.keys().size());
        fact.keys().forEach(out::putText);
        Fields.putDifferences(fact.versions(), out);
        Fields.putDifferences(fact.last(), out);
    }

    static KeysKept readKeys(ByteReader in) {
        long stream = in.getNumber();
        int count = in.getCount();
        List<String> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(in.getPresentText());
        }
        return new KeysKept(stream, keys, Fields.getDifferences(count, in), Fields.getDifferences(count, in));
    }

    private static long[] wide(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static int[] narrow(long[] wide, String what) {
        int[] values = new int[wide.length];
        for (int i = 0; i < wide.length; i++) {
            values[i] = Fields.narrow(wide[i], what);
        }
        return values;
    }
}
