// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.PayloadException;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bodies as the message types of Jakarta Messaging have them. Any thread; a session and its messages on theirs. */
public final class Bodies {

    /** Of a {@code String}. */
    public static final String TEXT = "text/plain";

    /** Of a {@code byte[]}. */
    public static final String BYTES = "application/octet-stream";

    /** Of a map message. */
    public static final String MAP = "application/x-jms-map";

    private static final Set<Class<?>> MAP_VALUES = Set.of(
            Boolean.class, Byte.class, Short.class, Character.class, Integer.class, Long.class, Float.class,
            Double.class, String.class, byte[].class);

    private Bodies() {}

    /** The message of a payload, with its content type. */
    public static Message write(Session session, Payload payload) throws JMSException {
        byte[] bytes = payload.bytes();
        Message message = bytes == null ? session.createTextMessage(payload.text()) : bytesMessage(session, bytes);
        message.setStringProperty(MessageProperties.CONTENT_TYPE, payload.contentType());
        return message;
    }

    private static Message bytesMessage(Session session, byte[] bytes) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(bytes);
        return message;
    }

    /** The payload of a body; a map that a map message cannot take is for the codec, as is everything unknown. */
    public static Payload payloadOf(Object body, PayloadCodec codec) {
        if (body instanceof Payload payload) {
            return payload;
        }
        if (body instanceof String text) {
            return Payload.text(TEXT, text);
        }
        return body instanceof byte[] bytes ? Payload.bytes(BYTES, bytes) : codec.write(body);
    }

    /** Whether a map message can take all of it. */
    static boolean fitsMapMessage(Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            boolean isNamed = entry.getKey() instanceof String name && !name.isEmpty();
            if (!isNamed || (entry.getValue() != null && !MAP_VALUES.contains(entry.getValue().getClass()))) {
                return false;
            }
        }
        return true;
    }

    static Message mapMessage(Session session, Map<?, ?> map) throws JMSException {
        MapMessage message = session.createMapMessage();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            message.setObject((String) entry.getKey(), entry.getValue());
        }
        message.setStringProperty(MessageProperties.CONTENT_TYPE, MAP);
        return message;
    }

    /**
     * What a message carries: a {@code String}, {@code byte[]} or {@code Map}.
     *
     * @throws PayloadException when it carries nothing, or something else; an object is never read
     */
    public static Object natural(Message message) throws JMSException {
        @Nullable Object body = null;
        if (message instanceof TextMessage text) {
            body = text.getText();
        } else if (message instanceof BytesMessage bytes) {
            body = bytesOf(bytes);
        } else if (message instanceof MapMessage map) {
            body = mapOf(map);
        }
        if (body == null) {
            throw unreadable(
                    "A " + kindOf(message) + " has no body that can be read in a typed way: send text, bytes or a map",
                    null);
        }
        return body;
    }

    /** What a message carries, with its content type; a map in the form that the codec gives it. */
    public static Payload payload(Message message, PayloadCodec codec) throws JMSException {
        Object body = natural(message);
        String said = message.getStringProperty(MessageProperties.CONTENT_TYPE);
        if (body instanceof String text) {
            return Payload.text(said == null ? TEXT : said, text);
        }
        return body instanceof byte[] bytes ? Payload.bytes(said == null ? BYTES : said, bytes) : codec.write(body);
    }

    /** A payload in the type that the receiver wants. */
    public static Object read(Payload payload, Type type, PayloadCodec codec) {
        if (type == String.class) {
            return text(payload);
        }
        if (type == byte[].class) {
            return bytes(payload);
        }
        if (type == Payload.class) {
            return payload;
        }
        Object body = codec.read(payload, type);
        if (body == null) {
            throw unreadable("The body is null, where " + type.getTypeName() + " is expected", null);
        }
        return body;
    }

    /** The text of a payload. */
    public static String text(Payload payload) {
        byte[] bytes = payload.bytes();
        String text = payload.text();
        return bytes == null ? text == null ? "" : text : decode(bytes);
    }

    /** The bytes of a payload. */
    static byte[] bytes(Payload payload) {
        byte[] bytes = payload.bytes();
        return bytes == null ? text(payload).getBytes(StandardCharsets.UTF_8) : bytes;
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable("The bytes are no text in UTF-8; read them as byte[]", e);
        }
    }

    private static byte[] bytesOf(BytesMessage message) throws JMSException {
        message.reset();
        byte[] bytes = new byte[Math.toIntExact(message.getBodyLength())];
        int read = message.readBytes(bytes);
        message.reset();
        if (read < bytes.length && bytes.length > 0) {
            throw unreadable("A message of " + bytes.length + " bytes has only " + read, null);
        }
        return bytes;
    }

    private static Map<String, Object> mapOf(MapMessage message) throws JMSException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object name : Collections.list((Enumeration<?>) message.getMapNames())) {
            map.put(name.toString(), message.getObject(name.toString()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static String kindOf(Message message) {
        for (Class<?> type : message.getClass().getInterfaces()) {
            if (Message.class.isAssignableFrom(type)) {
                return type.getSimpleName();
            }
        }
        return message.getClass().getSimpleName();
    }

    private static PayloadException unreadable(String why, @Nullable Throwable cause) {
        return new PayloadException(ErrorCode.PAYLOAD_UNREADABLE, why + " (at $).", "$", cause);
    }
}
