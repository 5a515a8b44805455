// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.CANCEL_SCHEDULE;
import static io.ternmq.protocol.wire.FrameType.END_LEASE;
import static io.ternmq.protocol.wire.FrameType.EXTEND_LEASE;
import static io.ternmq.protocol.wire.FrameType.LIST_SCHEDULES;
import static io.ternmq.protocol.wire.FrameType.PUT_SCHEDULE;
import static io.ternmq.protocol.wire.FrameType.RUN_SCHEDULE;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.AddressCodec;
import io.ternmq.message.MessageCodec;
import io.ternmq.protocol.CancelSchedule;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.ListSchedules;
import io.ternmq.protocol.Missed;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.ScheduleState;
import io.ternmq.protocol.Terms;
import java.util.ArrayList;
import java.util.List;

/** Schedules and leases as bytes. */
final class WorkCodec {

    private static final Missed[] MISSED = {Missed.RUN_ONCE, Missed.RUN_ALL, Missed.SKIP};
    private static final Outcome[] OUTCOMES = {Outcome.ACCEPTED, Outcome.RELEASED, Outcome.FAILED};

    private WorkCodec() {}

    static int typeOf(Request request) {
        if (request instanceof ExtendLease) {
            return EXTEND_LEASE;
        } else if (request instanceof EndLease) {
            return END_LEASE;
        } else if (request instanceof PutSchedule) {
            return PUT_SCHEDULE;
        } else if (request instanceof CancelSchedule) {
            return CANCEL_SCHEDULE;
        } else if (request instanceof RunSchedule) {
            return RUN_SCHEDULE;
        } else if (request instanceof ListSchedules) {
            return LIST_SCHEDULES;
        }
        throw new IllegalArgumentException("No frame for " + request.getClass());
    }

    static void encode(Request request, ByteWriter out) {
        if (request instanceof ExtendLease extend) {
            out.putNumber(extend.consumer());
            out.putNumber(extend.delivery());
            out.putNumber(extend.attempt());
            out.putNumber(extend.leaseMillis());
        } else if (request instanceof EndLease end) {
            out.putNumber(end.consumer());
            out.putNumber(end.delivery());
            out.putNumber(end.attempt());
            out.putByte(List.of(OUTCOMES).indexOf(end.outcome()));
            out.putText(end.cause());
            out.putNumber(end.delayMillis());
        } else if (request instanceof PutSchedule put) {
            encode(put.terms(), out);
            MessageCodec.encode(put.message(), out);
        } else if (request instanceof CancelSchedule cancel) {
            out.putText(cancel.name());
        } else if (request instanceof RunSchedule run) {
            out.putText(run.name());
        } else if (request instanceof ListSchedules list) {
            out.putText(list.prefix());
            out.putText(list.after());
            out.putNumber(list.limit());
        }
    }

    static Request decode(int type, ByteReader in) {
        return switch (type) {
            case EXTEND_LEASE -> new ExtendLease(
                    in.getNumber(), in.getNumber(), smallNumber(in), in.getNumber());
            case END_LEASE -> new EndLease(
                    in.getNumber(),
                    in.getNumber(),
                    smallNumber(in),
                    BranchCodec.oneOf(OUTCOMES, in),
                    in.getText(),
                    in.getNumber());
            case PUT_SCHEDULE -> new PutSchedule(terms(in), MessageCodec.decode(in));
            case CANCEL_SCHEDULE -> new CancelSchedule(in.getPresentText());
            case RUN_SCHEDULE -> new RunSchedule(in.getPresentText());
            case LIST_SCHEDULES -> new ListSchedules(in.getPresentText(), in.getPresentText(), smallNumber(in));
            default -> throw Wire.malformed("a client sends no frame of type 0x" + Integer.toHexString(type), null);
        };
    }

    static void encode(Reply.Schedules reply, ByteWriter out) {
        out.putBoolean(reply.isMore());
        out.putNumber(reply.schedules().size());
        for (ScheduleState each : reply.schedules()) {
            encode(each.terms(), out);
            AddressCodec.encode(each.destination(), out);
            out.putNumber(each.nextMillis());
            out.putNumber(each.lastMillis());
            out.putNumber(each.runs());
        }
    }

    static Reply.Schedules decodeReply(ByteReader in) {
        boolean isMore = in.getBoolean();
        int count = in.getCount();
        List<ScheduleState> schedules = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            schedules.add(new ScheduleState(
                    terms(in), AddressCodec.decode(in), in.getNumber(), in.getNumber(), in.getNumber()));
        }
        return new Reply.Schedules(schedules, isMore);
    }

    private static void encode(Terms terms, ByteWriter out) {
        out.putText(terms.name());
        out.putNumber(terms.atMillis());
        out.putText(terms.cron());
        out.putText(terms.zone());
        out.putByte(List.of(MISSED).indexOf(terms.missed()));
    }

    private static Terms terms(ByteReader in) {
        return new Terms(
                in.getPresentText(), in.getNumber(), in.getText(), in.getPresentText(), BranchCodec.oneOf(MISSED, in));
    }

    private static int smallNumber(ByteReader in) {
        long number = in.getNumber();
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw Wire.malformed("a number is out of range: " + number, null);
        }
        return (int) number;
    }
}
