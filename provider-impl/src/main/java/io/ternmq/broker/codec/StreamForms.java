// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.Appended;
import io.ternmq.broker.EventsDropped;
import io.ternmq.broker.GroupForgotten;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StreamConfigured;
import io.ternmq.broker.StreamDeleted;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.StreamPlaced;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageCodec;
import org.jspecify.annotations.Nullable;

/** Facts about streams and their groups. */
final class StreamForms {

    private StreamForms() {}

    static void writeAppended(Appended fact, ByteWriter out) {
        Routed routed = fact.routed();
        out.putNumber(routed.entry());
        out.putNumber(routed.dueMillis());
        out.putNumber(routed.mailboxes().length);
        for (long mailbox : routed.mailboxes()) {
            out.putNumber(mailbox);
        }
        out.putNumber(fact.stream());
        out.putNumber(fact.offset());
        out.putNumber(fact.millis());
        out.putNumber(fact.version());
        MessageCodec.encode(routed.message().load(), out);
    }

    static Appended readAppended(ByteReader in) {
        long entry = in.getNumber();
        long dueMillis = in.getNumber();
        long[] mailboxes = new long[in.getCount()];
        for (int i = 0; i < mailboxes.length; i++) {
            mailboxes[i] = in.getNumber();
        }
        long stream = in.getNumber();
        long offset = in.getNumber();
        long millis = in.getNumber();
        long version = in.getNumber();
        FrozenMessage message = MessageCodec.decodeChecked(in);
        return new Appended(
                new Routed(entry, message, mailboxes, dueMillis, true),
                stream,
                offset,
                millis,
                version == 0 ? null : keyOf(message),
                version);
    }

    private static @Nullable String keyOf(FrozenMessage message) {
        return message.properties().get(MessageProperties.KEY) instanceof String key ? key : null;
    }

    static void writeMade(StreamMade fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putText(fact.topic());
        putPolicy(fact.policy(), out);
        out.putBoolean(fact.isOwn());
    }

    static StreamMade readMade(ByteReader in) {
        return new StreamMade(
                in.getNumber(),
                in.getPresentText(),
                getPolicy(in),
                isOwn(in));
    }

    static void writeConfigured(StreamConfigured fact, ByteWriter out) {
        out.putNumber(fact.stream());
        putPolicy(fact.policy(), out);
        out.putBoolean(fact.isOwn());
    }

    static StreamConfigured readConfigured(ByteReader in) {
        return new StreamConfigured(in.getNumber(), getPolicy(in), isOwn(in));
    }

    private static boolean isOwn(ByteReader in) {
        return Fields.upTo(1, "whether a stream has settings of its own", in) != 0;
    }

    static void writeDeleted(StreamDeleted fact, ByteWriter out) {
        out.putNumber(fact.stream());
    }

    static StreamDeleted readDeleted(ByteReader in) {
        return new StreamDeleted(in.getNumber());
    }

    static void writePlaced(StreamPlaced fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putNumber(fact.nextOffset());
        out.putNumber(fact.lastMillis());
        out.putNumber(fact.lastEntry());
    }

    static StreamPlaced readPlaced(ByteReader in) {
        return new StreamPlaced(in.getNumber(), in.getNumber(), in.getNumber(), in.getNumber());
    }

    static void writeDropped(EventsDropped fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putNumber(fact.before());
    }

    static EventsDropped readDropped(ByteReader in) {
        return new EventsDropped(in.getNumber(), in.getNumber());
    }

    static void writeGroup(GroupPlaced fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putText(fact.group());
        out.putNumber(fact.offset());
    }

    static GroupPlaced readGroup(ByteReader in) {
        return new GroupPlaced(in.getNumber(), in.getPresentText(), in.getNumber());
    }

    static void writeCommitted(OffsetCommitted fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putText(fact.group());
        out.putNumber(fact.partition());
        out.putNumber(fact.next());
    }

    static OffsetCommitted readCommitted(ByteReader in) {
        return new OffsetCommitted(
                in.getNumber(),
                in.getPresentText(),
                Fields.narrow(in.getNumber(), "the number of a partition"),
                in.getNumber());
    }

    static void writeForgotten(GroupForgotten fact, ByteWriter out) {
        out.putNumber(fact.stream());
        out.putText(fact.group());
    }

    static GroupForgotten readForgotten(ByteReader in) {
        return new GroupForgotten(in.getNumber(), in.getPresentText());
    }

    static void putPolicy(StreamPolicy policy, ByteWriter out) {
        out.putNumber(policy.partitions());
        out.putSigned(policy.maxAgeMillis());
        out.putSigned(policy.maxBytes());
        out.putSigned(policy.maxEvents());
        out.putBoolean(policy.compact());
    }

    static StreamPolicy getPolicy(ByteReader in) {
        try {
            return new StreamPolicy(
                    Fields.narrow(in.getNumber(), "a number of partitions"),
                    in.getSigned(),
                    in.getSigned(),
                    in.getSigned(),
                    Fields.upTo(1, "whether a stream is compacted", in) != 0);
        } catch (IllegalArgumentException e) {
            throw FactCodec.damaged("the retention of a stream is out of range: " + e.getMessage(), e);
        }
    }
}
