// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol.wire;

import static io.ternmq.protocol.wire.FrameType.CONSUMER_CLOSED;
import static io.ternmq.protocol.wire.FrameType.DELIVER;
import static io.ternmq.protocol.wire.FrameType.RECALL;

import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.MessageCodec;
import io.ternmq.protocol.Event;

/** Events as bytes, behind their type. */
final class EventCodec {

    private EventCodec() {}

    static int typeOf(Event event) {
        if (event instanceof Event.Deliver) {
            return DELIVER;
        }
        return event instanceof Event.Recall ? RECALL : CONSUMER_CLOSED;
    }

    static void encode(Event event, ByteWriter out) {
        if (event instanceof Event.Deliver deliver) {
            out.putNumber(deliver.consumer());
            out.putNumber(deliver.delivery());
            out.putNumber(deliver.attempt());
            MessageCodec.encode(deliver.message(), out);
        } else if (event instanceof Event.Recall recall) {
            out.putNumber(recall.consumer());
            out.putBoolean(recall.isOutranked());
        } else if (event instanceof Event.ConsumerClosed closed) {
            out.putNumber(closed.consumer());
            ReplyCodec.encode(closed.reason(), out);
        }
    }

    static Event decode(int type, ByteReader in) {
        return switch (type) {
            case DELIVER -> deliver(in);
            case RECALL -> new Event.Recall(in.getNumber(), in.getBoolean());
            case CONSUMER_CLOSED -> new Event.ConsumerClosed(in.getNumber(), ReplyCodec.refused(in));
            default -> throw Wire.malformed("there is no event of type 0x" + Integer.toHexString(type), null);
        };
    }

    private static Event.Deliver deliver(ByteReader in) {
        long consumer = in.getNumber();
        long delivery = in.getNumber();
        long attempt = in.getNumber();
        if (attempt < 1 || attempt > Integer.MAX_VALUE) {
            throw Wire.malformed("a message is delivered for the " + attempt + "th time", null);
        }
        return new Event.Deliver(consumer, delivery, (int) attempt, MessageCodec.decode(in));
    }
}
