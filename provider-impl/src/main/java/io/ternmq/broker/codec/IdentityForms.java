// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.Remembered;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.AddressCodec;

/** Facts about what has been taken already, so that it is not taken twice. */
final class IdentityForms {

    private IdentityForms() {}

    static void writeRemembered(Remembered fact, ByteWriter out) {
        AddressCodec.encode(fact.destination(), out);
        out.putText(fact.id());
        out.putNumber(fact.millis());
    }

    static Remembered readRemembered(ByteReader in) {
        return new Remembered(AddressCodec.decode(in), in.getPresentText(), in.getNumber(), true);
    }

    static void writeSeen(ProducerSeen fact, ByteWriter out) {
        out.putText(fact.producer());
        out.putNumber(fact.intervals().length);
        Fields.putDifferences(fact.intervals(), out);
        out.putNumber(fact.millis());
    }

    static ProducerSeen readSeen(ByteReader in) {
        String producer = in.getPresentText();
        long[] intervals = Fields.getDifferences(in.getCount(), in);
        if (intervals.length % 2 != 0) {
            throw FactCodec.damaged("a producer has " + intervals.length + " ends of intervals", null);
        }
        return new ProducerSeen(producer, intervals, in.getNumber());
    }
}
