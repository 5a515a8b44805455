// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import io.ternmq.api.MessageProperties;
import io.ternmq.jms.message.TernObjectMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.Map;

/** Makes messages out of bodies in JSON. */
final class BodyWriting {

    private BodyWriting() {}

    static Message create(Session session, BodyKind kind, JsonValue body) throws JMSException {
        return switch (kind) {
            case MESSAGE -> session.createMessage();
            case TEXT -> body instanceof JsonString text
                    ? session.createTextMessage(text.getString()) : session.createTextMessage();
            case BYTES -> bytes(session.createBytesMessage(), body);
            case MAP -> map(session.createMapMessage(), body);
            case STREAM -> stream(session.createStreamMessage(), body);
            case OBJECT -> object(session.createObjectMessage(), body);
        };
    }

    /** The body is read by the send, which closes it. */
    static Message bytes(Session session, InputStream body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setObjectProperty(MessageProperties.INPUT_STREAM, body);
        return message;
    }

    private static Message bytes(BytesMessage message, JsonValue body) throws JMSException {
        if (body instanceof JsonString text) {
            message.writeBytes((byte[]) ValueKind.BYTES.parse(text.getString()));
        }
        return message;
    }

    private static Message map(MapMessage message, JsonValue body) throws JMSException {
        if (body instanceof JsonObject values) {
            for (Map.Entry<String, JsonValue> value : values.entrySet()) {
                message.setObject(value.getKey(), TypedValues.read(value.getValue(), false));
            }
        }
        return message;
    }

    private static Message stream(StreamMessage message, JsonValue body) throws JMSException {
        if (body.getValueType() != JsonValue.ValueType.NULL) {
            for (JsonValue value : body.asJsonArray()) {
                message.writeObject(TypedValues.read(value, false));
            }
        }
        return message;
    }

    private static Message object(ObjectMessage message, JsonValue body) throws JMSException {
        if (!(message instanceof TernObjectMessage ours)) {
            throw new MessageFormatException("An object message in JSON can only be sent by this provider");
        }
        if (body instanceof JsonString text) {
            ours.setSerializedForm((byte[]) ValueKind.BYTES.parse(text.getString()));
        }
        return message;
    }
}
