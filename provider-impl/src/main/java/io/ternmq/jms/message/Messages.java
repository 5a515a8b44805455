// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.message;

import io.ternmq.message.Body;
import io.ternmq.message.BytesBody;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MapBody;
import io.ternmq.message.ObjectBody;
import io.ternmq.message.StreamBody;
import io.ternmq.message.TextBody;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/** How sessions get from the messages of the core and of other providers to message objects, and back. */
public final class Messages {

    private Messages() {}

    /**
     * The view of a received message: read-only over the same body and properties.
     *
     * @param attempt         1 for the first delivery
     * @param acknowledgement what {@code acknowledge()} calls, or null when it does nothing
     * @param filter          what an object in it may consist of
     */
    public static TernMessage received(
            FrozenMessage message, int attempt, @Nullable Acknowledgement acknowledgement, ObjectFilter filter) {
        return view(message.body(), filter).arrived(message, attempt, acknowledgement);
    }

    private static TernMessage view(Body body, ObjectFilter filter) {
        if (body instanceof TextBody text) {
            return new TernTextMessage(text.text());
        }
        if (body instanceof BytesBody bytes) {
            return new TernBytesMessage(bytes);
        }
        if (body instanceof LargeBody large) {
            return new TernBytesMessage(large);
        }
        if (body instanceof MapBody map) {
            return new TernMapMessage(map);
        }
        if (body instanceof StreamBody stream) {
            return new TernStreamMessage(stream);
        }
        return body instanceof ObjectBody object ? new TernObjectMessage(object, filter) : new TernMessage();
    }

    /** A message that can be frozen: one of ours as it is, one of another provider as a copy. */
    public static TernMessage from(Message any) throws JMSException {
        return any instanceof TernMessage ours ? ours : ForeignMessages.copy(any);
    }

    /** Shows the headers of sending on the other provider's message that {@code sent} was copied from. */
    public static void copyHeadersBack(TernMessage sent, Message foreign) throws JMSException {
        foreign.setJMSMessageID(sent.getJMSMessageID());
        foreign.setJMSTimestamp(sent.getJMSTimestamp());
        foreign.setJMSDestination(sent.getJMSDestination());
        foreign.setJMSDeliveryMode(sent.getJMSDeliveryMode());
        foreign.setJMSPriority(sent.getJMSPriority());
        foreign.setJMSExpiration(sent.getJMSExpiration());
        foreign.setJMSDeliveryTime(sent.getJMSDeliveryTime());
    }
}
