// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.PartStored;
import io.ternmq.broker.PartsKept;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.Bytes;

/** Facts about the parts of large bodies. */
final class BodyForms {

    private BodyForms() {}

    static void writePart(PartStored fact, ByteWriter out) {
        out.putNumber(fact.body());
        Bytes bytes = fact.bytes();
        out.putBytes(bytes.array(), bytes.offset(), bytes.length());
    }

    static PartStored readPart(ByteReader in) {
        long body = in.getNumber();
        byte[] bytes = in.getBytes();
        return new PartStored(body, Bytes.wrap(bytes, 0, bytes.length));
    }

    static void writeKept(PartsKept fact, ByteWriter out) {
        out.putNumber(fact.body());
        out.putNumber(fact.length());
        out.putNumber(fact.refs().length);
        Fields.putDifferences(fact.refs(), out);
    }

    static PartsKept readKept(ByteReader in) {
        return new PartsKept(in.getNumber(), in.getNumber(), Fields.getDifferences(in.getCount(), in));
    }
}
