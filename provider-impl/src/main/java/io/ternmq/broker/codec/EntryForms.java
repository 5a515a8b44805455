// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.Delivered;
import io.ternmq.broker.Due;
import io.ternmq.broker.Removal;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Returned;
import io.ternmq.broker.Routed;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.MessageCodec;

/** Facts about a single message in a mailbox. */
final class EntryForms {

    private static final int ACKNOWLEDGED = 0;
    private static final int EXPIRED = 1;
    private static final int DEAD_LETTERED = 2;
    private static final int DROPPED = 3;
    private static final int WITHDRAWN = 4;

    private EntryForms() {}

    static void writeRouted(Routed fact, ByteWriter out) {
        out.putNumber(fact.entry());
        out.putNumber(fact.dueMillis());
        out.putNumber(fact.mailboxes().length);
        for (long mailbox : fact.mailboxes()) {
            out.putNumber(mailbox);
        }
        MessageCodec.encode(fact.message().load(), out);
    }

    static Routed readRouted(ByteReader in) {
        long entry = in.getNumber();
        long dueMillis = in.getNumber();
        long[] mailboxes = new long[in.getCount()];
        for (int i = 0; i < mailboxes.length; i++) {
            mailboxes[i] = in.getNumber();
        }
        return new Routed(entry, MessageCodec.decodeChecked(in), mailboxes, dueMillis, true);
    }

    static void writeDelivered(Delivered fact, ByteWriter out) {
        out.putNumber(fact.mailbox());
        out.putNumber(fact.entry());
        out.putNumber(fact.consumer());
        out.putNumber(fact.attempt());
    }

    static Delivered readDelivered(ByteReader in) {
        return new Delivered(
                in.getNumber(), in.getNumber(), in.getNumber(), Fields.narrow(in.getNumber(), "an attempt"), true);
    }

    static void writeReturned(Returned fact, ByteWriter out) {
        out.putNumber(fact.mailbox());
        out.putNumber(fact.entry());
        out.putBoolean(fact.counted());
        out.putNumber(fact.dueMillis());
    }

    static Returned readReturned(ByteReader in) {
        long mailbox = in.getNumber();
        long entry = in.getNumber();
        boolean counted = Fields.upTo(1, "whether an attempt counts", in) != 0;
        return new Returned(mailbox, entry, counted, in.getNumber(), true);
    }

    static void writeDue(Due fact, ByteWriter out) {
        out.putNumber(fact.mailbox());
        out.putNumber(fact.entry());
    }

    static Due readDue(ByteReader in) {
        return new Due(in.getNumber(), in.getNumber(), true);
    }

    static void writeRemoved(Removed fact, ByteWriter out) {
        out.putNumber(fact.mailbox());
        out.putNumber(fact.entry());
        out.putByte(codeOf(fact.why()));
    }

    static Removed readRemoved(ByteReader in) {
        return new Removed(in.getNumber(), in.getNumber(), removalOf(in.getByte()), true);
    }

    private static int codeOf(Removal why) {
        return switch (why) {
            case ACKNOWLEDGED -> ACKNOWLEDGED;
            case EXPIRED -> EXPIRED;
            case DEAD_LETTERED -> DEAD_LETTERED;
            case DROPPED -> DROPPED;
            case WITHDRAWN -> WITHDRAWN;
        };
    }

    private static Removal removalOf(byte code) {
        return switch (code) {
            case ACKNOWLEDGED -> Removal.ACKNOWLEDGED;
            case EXPIRED -> Removal.EXPIRED;
            case DEAD_LETTERED -> Removal.DEAD_LETTERED;
            case DROPPED -> Removal.DROPPED;
            case WITHDRAWN -> Removal.WITHDRAWN;
            default -> throw FactCodec.damaged("there is no reason of a removal with number " + code, null);
        };
    }
}
