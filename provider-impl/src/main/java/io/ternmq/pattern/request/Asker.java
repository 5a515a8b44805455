// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.pattern.Sender;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * Who has asked, as far as a reply needs it, so that a reply can follow when the request is the session's no more.
 *
 * @param place       where the reply goes
 * @param correlation what the reply belongs to
 * @param persistent  whether the request was persistent
 * @param priority    that of the request
 */
public record Asker(Destination place, @Nullable String correlation, boolean persistent, int priority) {

    private static final Channel REPLIES = Channel.queue("replies");

    /** Who has sent a request; null when nobody waits for a reply. */
    public static @Nullable Asker of(Message request) throws JMSException {
        Destination place = request.getJMSReplyTo();
        if (place == null) {
            return null;
        }
        String correlation = request.getJMSCorrelationID();
        return new Asker(
                place,
                correlation == null ? request.getJMSMessageID() : correlation,
                request.getJMSDeliveryMode() == DeliveryMode.PERSISTENT,
                request.getJMSPriority());
    }

    /** A good reply. */
    public Outgoing<?> answer(@Nullable Object body, @Nullable String responder) {
        return reply(responder).body(body == null ? "" : body);
    }

    /** A failure. */
    public Outgoing<?> failure(Throwable why, @Nullable String responder) {
        return reply(responder)
                .header(MessageProperties.ERROR_CODE, Replies.codeOf(why))
                .header(MessageProperties.ERROR_MESSAGE, Replies.messageOf(why))
                .body("");
    }

    /** The channel is not where it goes: {@link #place} is. */
    private Outgoing.Builder reply(@Nullable String responder) {
        Outgoing.Builder builder = Outgoing.to(REPLIES).kind(MessageKind.REPLY).priority(priority);
        if (correlation != null) {
            builder.correlationId(correlation);
        }
        if (responder != null) {
            builder.source(responder);
        }
        return persistent ? builder : builder.nonPersistent();
    }

    /** Sends a reply. */
    public void send(Sender sender, Outgoing<?> reply, TraceContext trace) throws JMSException {
        sender.send(place, sender.write(reply, trace), reply, null);
    }
}
