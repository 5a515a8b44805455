// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.codec;

import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.common.ByteReader;
import io.ternmq.common.ByteWriter;
import io.ternmq.message.AddressCodec;

/** Facts about destinations and subscriptions. */
final class PlaceForms {

    private static final int DURABLE = 1;
    private static final int SHARED = 2;
    private static final int NO_LOCAL = 4;

    private PlaceForms() {}

    static void writeCreated(DestinationCreated fact, ByteWriter out) {
        AddressCodec.encode(fact.address(), out);
        out.putNumber(fact.mailbox());
        out.putNumber(fact.owner());
    }

    static DestinationCreated readCreated(ByteReader in) {
        return new DestinationCreated(AddressCodec.decode(in), in.getNumber(), in.getNumber());
    }

    static void writeDeleted(DestinationDeleted fact, ByteWriter out) {
        AddressCodec.encode(fact.address(), out);
    }

    static DestinationDeleted readDeleted(ByteReader in) {
        return new DestinationDeleted(AddressCodec.decode(in));
    }

    static void writeSubscribed(SubscriptionCreated fact, ByteWriter out) {
        SubscriptionSpec spec = fact.spec();
        out.putNumber(fact.mailbox());
        out.putByte((spec.durable() ? DURABLE : 0) | (spec.shared() ? SHARED : 0) | (spec.noLocal() ? NO_LOCAL : 0));
        out.putText(spec.clientId());
        out.putText(spec.name());
        out.putText(spec.topic());
        out.putText(spec.selector());
        out.putNumber(spec.owner());
    }

    static SubscriptionCreated readSubscribed(ByteReader in) {
        long mailbox = in.getNumber();
        int flags = Fields.upTo(DURABLE | SHARED | NO_LOCAL, "the flags of a subscription", in);
        return new SubscriptionCreated(
                mailbox,
                new SubscriptionSpec(
                        in.getText(),
                        in.getText(),
                        in.getPresentText(),
                        in.getText(),
                        (flags & DURABLE) != 0,
                        (flags & SHARED) != 0,
                        (flags & NO_LOCAL) != 0,
                        in.getNumber()));
    }

    static void writeEnded(SubscriptionDeleted fact, ByteWriter out) {
        out.putNumber(fact.mailbox());
    }

    static SubscriptionDeleted readEnded(ByteReader in) {
        return new SubscriptionDeleted(in.getNumber(), true);
    }

    static void writePaused(MailboxPaused fact, ByteWriter out) {
        out.putNumber(fact.mailbox());
        out.putByte(fact.isPaused() ? 1 : 0);
    }

    static MailboxPaused readPaused(ByteReader in) {
        return new MailboxPaused(in.getNumber(), Fields.upTo(1, "whether a mailbox is paused", in) != 0, true);
    }
}
