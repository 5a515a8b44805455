// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Stocked;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;

/**
 * A run of messages by reference. Numbers and places of neighbours are near one another, so differences are short; what
 * hardly any message has costs one byte for the whole run.
 */
final class StockForm {

    private static final int HIGHEST_PRIORITY = 9;
    private static final int ALL_ZERO = 0;
    private static final int DIFFERENCES = 1;

    private StockForm() {}

    static void write(Stocked fact, ByteWriter out) {
        int count = fact.entries().length;
        requireEqual(count, fact);
        out.putNumber(fact.mailbox());
        out.putByte(fact.priority());
        out.putNumber(count);
        Fields.putDifferences(fact.entries(), out);
        Fields.putDifferences(fact.refs(), out);
        putColumn(fact.sizes(), out);
        putColumn(fact.expirations(), out);
        putColumn(fact.dues(), out);
        putColumn(fact.attempts(), out);
    }

    static Stocked read(ByteReader in) {
        long mailbox = in.getNumber();
        int priority = Fields.upTo(HIGHEST_PRIORITY, "a priority", in);
        int count = in.getCount();
        return new Stocked(
                mailbox,
                priority,
                Fields.getDifferences(count, in),
                Fields.getDifferences(count, in),
                getNarrowColumn(count, "a size", in),
                getColumn(count, in),
                getColumn(count, in),
                getNarrowColumn(count, "a number of attempts", in));
    }

    private static void requireEqual(int count, Stocked fact) {
        if (fact.refs().length != count
                || fact.sizes().length != count
                || fact.expirations().length != count
                || fact.dues().length != count
                || fact.attempts().length != count) {
            throw new ProviderException(
                    ErrorCode.INTERNAL,
                    "A run of " + count + " messages was to be stored whose columns differ in length.");
        }
    }

    private static void putColumn(long[] values, ByteWriter out) {
        long any = 0;
        for (long value : values) {
            any |= value;
        }
        if (any == 0) {
            out.putByte(ALL_ZERO);
        } else {
            out.putByte(DIFFERENCES);
            Fields.putDifferences(values, out);
        }
    }

    private static void putColumn(int[] values, ByteWriter out) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        putColumn(wide, out);
    }

    private static long[] getColumn(int count, ByteReader in) {
        int form = Fields.upTo(DIFFERENCES, "the form of a column", in);
        return form == ALL_ZERO ? new long[count] : Fields.getDifferences(count, in);
    }

    private static int[] getNarrowColumn(int count, String what, ByteReader in) {
        long[] wide = getColumn(count, in);
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = Fields.narrow(wide[i], what);
        }
        return values;
    }
}
