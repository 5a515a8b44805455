// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import io.ternmq.jms.message.TernObjectMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The body of a message as JSON. */
final class MessageReading {

    /** What base64 makes of it still fits into a text. */
    private static final int LONGEST_BODY = 1 << 30;

    private MessageReading() {}

    static JsonValue body(Message message) throws JMSException {
        return switch (BodyKind.of(message)) {
            case MESSAGE -> JsonValue.NULL;
            case TEXT -> text(((TextMessage) message).getText());
            case BYTES -> base64(bytes((BytesMessage) message));
            case MAP -> map((MapMessage) message);
            case STREAM -> stream((StreamMessage) message);
            case OBJECT -> base64(serialized((ObjectMessage) message));
        };
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }

    private static JsonValue base64(byte @Nullable [] bytes) {
        return bytes == null ? JsonValue.NULL : Json.createValue(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] bytes(BytesMessage message) throws JMSException {
        message.reset();
        if (message.getBodyLength() > LONGEST_BODY) {
            throw new MessageFormatException("A body of " + message.getBodyLength()
                    + " bytes is too long for a line of JSON; take it as it is, without --json");
        }
        byte[] bytes = new byte[(int) message.getBodyLength()];
        if (bytes.length > 0 && message.readBytes(bytes) != bytes.length) {
            throw new MessageFormatException("The body is shorter than it says");
        }
        return bytes;
    }

    private static JsonValue map(MapMessage message) throws JMSException {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (String name : MessageJson.names(message.getMapNames())) {
            object.add(name, TypedValues.toJson(message.getObject(name)));
        }
        return object.build();
    }

    private static JsonValue stream(StreamMessage message) throws JMSException {
        message.reset();
        JsonArrayBuilder array = Json.createArrayBuilder();
        while (true) {
            try {
                array.add(TypedValues.toJson(message.readObject()));
            } catch (MessageEOFException end) {
                return array.build();
            }
        }
    }

    /** The object as it travels, so that nothing is deserialised to show it. */
    static byte @Nullable [] serialized(ObjectMessage message) throws JMSException {
        if (message instanceof TernObjectMessage ours) {
            return ours.serializedForm();
        }
        throw new MessageFormatException("Only an object message of this provider can be shown");
    }
}
