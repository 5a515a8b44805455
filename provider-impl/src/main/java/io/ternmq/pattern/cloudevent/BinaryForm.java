// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.cloudevent;

import static io.ternmq.api.pattern.CloudEvent.PROPERTY_PREFIX;

import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.pattern.Bodies;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Data as the body, attributes as string properties; the content type of the message is that of the data. */
final class BinaryForm {

    private BinaryForm() {}

    static Message write(Session session, CloudEvent event, PayloadCodec codec) throws JMSException {
        Object data = event.data();
        Message message =
                data == null ? session.createMessage() : Bodies.write(session, Bodies.payloadOf(data, codec));
        for (Map.Entry<String, Object> attribute : EventAttributes.of(event).entrySet()) {
            message.setStringProperty(PROPERTY_PREFIX + attribute.getKey(), attribute.getValue().toString());
        }
        return message;
    }

    static CloudEvent read(Message message, PayloadCodec codec) throws JMSException {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (Object name : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            if (name.toString().startsWith(PROPERTY_PREFIX)) {
                Object value = message.getObjectProperty(name.toString());
                attributes.put(name.toString().substring(PROPERTY_PREFIX.length()), value);
            }
        }
        return EventAttributes.event(attributes, data(message, codec));
    }

    private static @Nullable Payload data(Message message, PayloadCodec codec) throws JMSException {
        boolean hasBody = (message instanceof TextMessage text && text.getText() != null)
                || message instanceof BytesMessage
                || message instanceof MapMessage;
        return hasBody ? Bodies.payload(message, codec) : null;
    }
}
