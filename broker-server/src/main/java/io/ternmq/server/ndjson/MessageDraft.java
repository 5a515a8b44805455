// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent, before there is a session. It comes from a line of JSON or from a bare body; headers
 * and properties that are set afterwards replace those of the line. One thread.
 */
public final class MessageDraft {

    private static final String MEMBERS = "type, headers, properties and body";

    private final BodyKind kind;
    private final JsonValue body;
    /** The body of a bytes message that never was JSON. */
    private final @Nullable StreamSource stream;
    private final DraftHeaders headers = new DraftHeaders();
    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();

    private MessageDraft(BodyKind kind, JsonValue body, @Nullable StreamSource stream) {
        this.kind = kind;
        this.body = body;
        this.stream = stream;
    }

    /**
     * A bytes message.
     *
     * @param bytes its body, which must not change any more
     * @return a draft without headers and properties
     */
    public static MessageDraft bytes(byte[] bytes) {
        return stream(() -> new ByteArrayInputStream(bytes));
    }

    /**
     * A bytes message that may be larger than memory.
     *
     * @param source opens the body, once for each message that is made
     * @return a draft without headers and properties
     */
    public static MessageDraft stream(StreamSource source) {
        return new MessageDraft(BodyKind.BYTES, JsonValue.NULL, source);
    }

    /**
     * A text message.
     *
     * @param text its body
     * @return a draft without headers and properties
     */
    public static MessageDraft text(String text) {
        return new MessageDraft(BodyKind.TEXT, Json.createValue(text), null);
    }

    /**
     * Reads one line.
     *
     * @param line a JSON object as {@link MessageJson} writes it; every member may be missing
     * @return the draft
     * @throws MessageTextException when the line is no such object
     */
    public static MessageDraft parse(String line) {
        JsonObject object = object(line);
        for (String name : object.keySet()) {
            if (!name.equals("type") && !name.equals("headers") && !name.equals("properties") && !name.equals("body")) {
                throw new MessageTextException("a message has no member \"" + name + "\", but " + MEMBERS);
            }
        }
        JsonValue body = object.getOrDefault("body", JsonValue.NULL);
        MessageDraft draft = new MessageDraft(kind(object, body), body, null);
        draft.checkBody();
        members(object, "headers").forEach(draft.headers::set);
        members(object, "properties").forEach(draft::readProperty);
        return draft;
    }

    /**
     * Sets a property.
     *
     * @param name  its name
     * @param value its value, of a type that properties may have
     */
    public void setProperty(String name, @Nullable Object value) {
        properties.put(name, value);
    }

    /**
     * Sets a header.
     *
     * @param name  its name in the specification
     * @param value its value as text
     * @throws MessageTextException when there is no such header, or the value is none for it
     */
    public void setHeader(String name, String value) {
        headers.setText(name, value);
    }

    /**
     * What the draft says about how it is to be sent.
     *
     * @return the headers
     */
    public DraftHeaders headers() {
        return headers;
    }

    /**
     * Makes the message.
     *
     * @param session makes the message object
     * @return a message to send
     * @throws JMSException         when the session or the message refuses
     * @throws IOException          when a body cannot be read
     * @throws MessageTextException when the body is none of its type
     */
    public Message create(Session session) throws JMSException, IOException {
        Message message = stream == null
                ? BodyWriting.create(session, kind, body) : BodyWriting.bytes(session, stream.open());
        for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        headers.applyTo(message);
        return message;
    }

    /** Opens a body. */
    @FunctionalInterface
    public interface StreamSource {

        /**
         * Opens the body from its beginning.
         *
         * @return a stream that the send reads and closes
         * @throws IOException when it cannot be opened
         */
        InputStream open() throws IOException;
    }

    private static JsonObject object(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw new MessageTextException("this is no JSON object: " + firstLine(e), e);
        }
    }

    private static String firstLine(JsonException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static JsonObject members(JsonObject object, String name) {
        JsonValue value = object.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject members) {
            return members;
        }
        throw new MessageTextException("\"" + name + "\" must be an object");
    }

    private static BodyKind kind(JsonObject object, JsonValue body) {
        JsonValue type = object.get("type");
        if (type instanceof JsonString word) {
            return BodyKind.named(word.getString());
        }
        if (type != null) {
            throw new MessageTextException("\"type\" must be a string");
        }
        return switch (body.getValueType()) {
            case NULL -> BodyKind.MESSAGE;
            case STRING -> BodyKind.TEXT;
            case OBJECT -> BodyKind.MAP;
            case ARRAY -> BodyKind.STREAM;
            case NUMBER, TRUE, FALSE -> throw new MessageTextException(
                    "\"body\" must be a string, an object (a map message) or an array (a stream message)");
        };
    }

    private void checkBody() {
        if (body.getValueType() != JsonValue.ValueType.NULL && !fits()) {
            throw new MessageTextException("a body of the type " + kind.word() + " must be " + shape());
        }
    }

    private boolean fits() {
        return switch (kind) {
            case MESSAGE -> false;
            case TEXT, BYTES, OBJECT -> body instanceof JsonString;
            case MAP -> body instanceof JsonObject;
            case STREAM -> body instanceof JsonArray;
        };
    }

    private String shape() {
        return switch (kind) {
            case MESSAGE -> "null";
            case TEXT -> "a string";
            case BYTES, OBJECT -> "a string in base64";
            case MAP -> "an object of values";
            case STREAM -> "an array of values";
        };
    }

    private void readProperty(String name, JsonValue value) {
        if (!MessageJson.isSetByBroker(name)) {
            try {
                properties.put(name, TypedValues.read(value, true));
            } catch (MessageTextException e) {
                throw new MessageTextException("property " + name + ": " + e.getMessage(), e);
            }
        }
    }
}
