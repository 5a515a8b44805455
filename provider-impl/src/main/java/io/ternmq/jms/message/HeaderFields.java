// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.jms.TernDestination;
import io.ternmq.message.Address;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.PropertyMap;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message, section 3.4. Headers of sending are read from the frozen form, so that a received message
 * copies nothing and a message id becomes text only when somebody asks. Headers are never read-only.
 */
abstract class HeaderFields implements Message {

    private @Nullable FrozenMessage sent;
    private @Nullable SendHeaders byHand;
    private @Nullable TernDestination replyTo;
    private @Nullable Object correlationId;
    private @Nullable String type;
    private boolean redelivered;

    /** Shows the headers of a message that arrived. */
    final void showHeaders(FrozenMessage received, boolean again) {
        Address answers = received.replyTo();
        sent = received;
        replyTo = answers == null ? null : TernDestination.of(answers);
        correlationId = received.correlationId();
        type = received.type();
        redelivered = again;
    }

    /** Freezes the headers around properties and body, and shows the stamp's headers from now on. */
    final FrozenMessage freezeAround(PropertyMap properties, Body body, Stamp stamp) {
        FrozenMessageBuilder builder = FrozenMessage.to(stamp.destination(), stamp.id())
                .persistent(stamp.persistent())
                .priority(stamp.priority())
                .timestampMillis(stamp.timestampMillis())
                .expirationMillis(stamp.expirationMillis())
                .deliveryTimeMillis(stamp.deliveryTimeMillis())
                .replyTo(replyTo == null ? null : replyTo.address())
                .type(type)
                .properties(properties)
                .body(body);
        FrozenMessage frozen = correlationId instanceof Bytes bytes
                ? builder.correlationBytes(bytes).build()
                : builder.correlationId((String) correlationId).build();
        sent = frozen;
        byHand = null;
        return frozen;
    }

    private SendHeaders byHand() {
        if (byHand == null) {
            byHand = new SendHeaders(sent);
        }
        return byHand;
    }

    @Override
    public final @Nullable String getJMSMessageID() {
        if (byHand != null) {
            return byHand.messageId;
        }
        return sent == null ? null : sent.id().toString();
    }

    @Override
    public final void setJMSMessageID(@Nullable String id) {
        byHand().messageId = id;
    }

    @Override
    public final long getJMSTimestamp() {
        if (byHand != null) {
            return byHand.timestampMillis;
        }
        return sent == null ? 0 : sent.timestampMillis();
    }

    @Override
    public final void setJMSTimestamp(long timestamp) {
        byHand().timestampMillis = timestamp;
    }

    /** The correlation as bytes; a text counts in UTF-8. */
    @Override
    public final byte @Nullable [] getJMSCorrelationIDAsBytes() {
        if (correlationId instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return correlationId instanceof Bytes bytes ? bytes.toArray() : null;
    }

    @Override
    public final void setJMSCorrelationIDAsBytes(byte @Nullable [] bytes) {
        correlationId = bytes == null ? null : Bytes.copyOf(bytes);
    }

    @Override
    public final void setJMSCorrelationID(@Nullable String text) {
        correlationId = text;
    }

    /** The correlation as text; bytes count as UTF-8. */
    @Override
    public final @Nullable String getJMSCorrelationID() {
        if (correlationId instanceof Bytes bytes) {
            return new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.UTF_8);
        }
        return (String) correlationId;
    }

    @Override
    public final @Nullable Destination getJMSReplyTo() {
        return replyTo;
    }

    @Override
    public final void setJMSReplyTo(@Nullable Destination destination) throws JMSException {
        if (destination == null || destination instanceof TernDestination) {
            replyTo = (TernDestination) destination;
        } else {
            replyTo = TernDestination.of(TernDestination.addressOf(destination));
        }
    }

    @Override
    public final @Nullable Destination getJMSDestination() {
        if (byHand != null) {
            return byHand.destination;
        }
        return sent == null ? null : TernDestination.of(sent.destination());
    }

    @Override
    public final void setJMSDestination(@Nullable Destination destination) {
        byHand().destination = destination;
    }

    @Override
    public final int getJMSDeliveryMode() {
        if (byHand != null) {
            return byHand.deliveryMode;
        }
        return sent == null ? DEFAULT_DELIVERY_MODE : SendHeaders.deliveryMode(sent);
    }

    @Override
    public final void setJMSDeliveryMode(int deliveryMode) {
        byHand().deliveryMode = deliveryMode;
    }

    @Override
    public final boolean getJMSRedelivered() {
        return redelivered;
    }

    @Override
    public final void setJMSRedelivered(boolean again) {
        redelivered = again;
    }

    @Override
    public final @Nullable String getJMSType() {
        return type;
    }

    @Override
    public final void setJMSType(@Nullable String newType) {
        type = newType;
    }

    @Override
    public final long getJMSExpiration() {
        if (byHand != null) {
            return byHand.expirationMillis;
        }
        return sent == null ? 0 : sent.expirationMillis();
    }

    @Override
    public final void setJMSExpiration(long expiration) {
        byHand().expirationMillis = expiration;
    }

    @Override
    public final long getJMSDeliveryTime() {
        if (byHand != null) {
            return byHand.deliveryTimeMillis;
        }
        return sent == null ? 0 : SendHeaders.deliveryTime(sent);
    }

    @Override
    public final void setJMSDeliveryTime(long deliveryTime) {
        byHand().deliveryTimeMillis = deliveryTime;
    }

    @Override
    public final int getJMSPriority() {
        if (byHand != null) {
            return byHand.priority;
        }
        return sent == null ? DEFAULT_PRIORITY : sent.priority();
    }

    @Override
    public final void setJMSPriority(int priority) {
        byHand().priority = priority;
    }
}
