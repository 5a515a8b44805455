// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.BranchId;

/** Fields that several facts have. */
final class Fields {

    private Fields() {}

    static void putBranch(BranchId branch, ByteWriter out) {
        out.putSigned(branch.format());
        putBytes(branch.global(), out);
        putBytes(branch.qualifier(), out);
    }

    static BranchId getBranch(ByteReader in) {
        return new BranchId(narrow(in.getSigned(), "the format of a branch"), part(in), part(in));
    }

    /** Reads a byte that cannot be larger than a limit. */
    static int upTo(int limit, String what, ByteReader in) {
        int value = in.getByte() & 0xFF;
        if (value > limit) {
            throw FactCodec.damaged(what + " cannot be " + value, null);
        }
        return value;
    }

    /** A number that is written as a long one because it may be of any length. */
    static int narrow(long value, String what) {
        if (value != (int) value) {
            throw FactCodec.damaged(what + " cannot be " + value, null);
        }
        return (int) value;
    }

    /** Writes what each value is more than the one before, the first one more than zero; not how many there are. */
    static void putDifferences(long[] values, ByteWriter out) {
        long before = 0;
        for (long value : values) {
            out.putSigned(value - before);
            before = value;
        }
    }

    static long[] getDifferences(int count, ByteReader in) {
        long[] values = new long[count];
        long before = 0;
        for (int i = 0; i < count; i++) {
            before += in.getSigned();
            values[i] = before;
        }
        return values;
    }

    private static void putBytes(Bytes bytes, ByteWriter out) {
        out.putBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    private static Bytes part(ByteReader in) {
        byte[] part = in.getBytes();
        if (part.length > BranchId.MAX_PART) {
            throw FactCodec.damaged("a part of the name of a branch has " + part.length + " bytes", null);
        }
        return Bytes.wrap(part, 0, part.length);
    }
}
