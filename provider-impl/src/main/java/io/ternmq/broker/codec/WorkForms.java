// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.ScheduleMoved;
import io.ternmq.broker.ScheduleRemoved;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.MessageCodec;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.Terms;
import java.util.List;

/** Facts about schedules. */
final class WorkForms {

    private static final List<Missed> MISSED = List.of(Missed.RUN_ONCE, Missed.RUN_ALL, Missed.SKIP);

    private WorkForms() {}

    static void writeSet(ScheduleSet fact, ByteWriter out) {
        Terms terms = fact.terms();
        out.putText(terms.name());
        out.putNumber(terms.atMillis());
        out.putText(terms.cron());
        out.putText(terms.zone());
        out.putByte(MISSED.indexOf(terms.missed()));
        out.putNumber(fact.nextMillis());
        out.putNumber(fact.lastMillis());
        out.putNumber(fact.runs());
        MessageCodec.encode(fact.message(), out);
    }

    static ScheduleSet readSet(ByteReader in) {
        Terms terms = new Terms(
                in.getPresentText(),
                in.getNumber(),
                in.getText(),
                in.getPresentText(),
                MISSED.get(Fields.upTo(MISSED.size() - 1, "the choice about missed runs", in)));
        long next = in.getNumber();
        long last = in.getNumber();
        long runs = in.getNumber();
        return new ScheduleSet(terms, MessageCodec.decode(in), next, last, runs);
    }

    static void writeMoved(ScheduleMoved fact, ByteWriter out) {
        out.putText(fact.name());
        out.putNumber(fact.nextMillis());
        out.putNumber(fact.lastMillis());
        out.putNumber(fact.runs());
    }

    static ScheduleMoved readMoved(ByteReader in) {
        return new ScheduleMoved(in.getPresentText(), in.getNumber(), in.getNumber(), in.getNumber());
    }

    static void writeRemoved(ScheduleRemoved fact, ByteWriter out) {
        out.putText(fact.name());
    }

    static ScheduleRemoved readRemoved(ByteReader in) {
        return new ScheduleRemoved(in.getPresentText());
    }
}
