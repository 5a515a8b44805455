// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.MessagePage;
import io.ternmq.api.management.MessageView;
import io.ternmq.api.management.Place;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.jms.message.Messages;
import io.ternmq.jms.message.ObjectFilter;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.server.ndjson.MessageJson;
import jakarta.jms.JMSException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a queue as lines of JSON, in the form that a receiver writes and a sender reads. A part is a page of the
 * management interface, which is bounded by its bytes; the header {@link #NEXT} says where the next part begins.
 */
final class Export {

    /** Position of the next part; missing at the end. */
    static final String NEXT = "Tern-Next";

    private static final ObjectFilter TRUST_NOTHING = new ObjectFilter(List.of());

    private final EmbeddedBroker broker;
    private final Place place;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    Export(EmbeddedBroker broker, Place place) {
        this.broker = broker;
        this.place = place;
    }

    /** One part. */
    Reply part(@Nullable String selector, long position, int limit) {
        MessagePage page = broker.management().browse(place, selector, position, limit);
        for (MessageView message : page.messages()) {
            add(message);
        }
        Reply reply = Reply.text(200, "application/x-ndjson", lines.toString(StandardCharsets.UTF_8));
        return page.next() == MessagePage.END ? reply : reply.with(NEXT, Long.toString(page.next()));
    }

    private void add(MessageView view) {
        Optional<FrozenMessage> message = broker.frozen(place, view.number());
        if (message.isEmpty()) {
            return; // gone meanwhile
        }
        if (message.get().body() instanceof LargeBody body) {
            throw new Refusal(Refusal.CONFLICT, ErrorCode.RESOURCE_LIMIT, "Message " + view.number() + " has a body of "
                    + body.length() + " bytes, which is no line of text: receive it as it is, and export the others"
                    + " with a selector such as JMSMessageID <> '" + view.messageId() + '\'');
        }
        try {
            String line = MessageJson.line(
                    Messages.received(message.get(), view.state().attempts() + 1, null, TRUST_NOTHING));
            lines.writeBytes((line + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (JMSException e) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT, "Message " + view.number() + " cannot be written: " + e.getMessage(), e);
        }
    }
}
