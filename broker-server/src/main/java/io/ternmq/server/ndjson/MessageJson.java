// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Messages as JSON objects of four members: {@code type}, {@code headers}, {@code properties} and {@code body}.
 * {@link MessageDraft} reads them. Headers that say nothing are left out.
 */
public final class MessageJson {

    private static final String PROVIDER_SET = "JMSX";

    private MessageJson() {}

    /**
     * A message as one line, without the line's end.
     *
     * @param message a message that arrived
     * @return JSON in which no line ends
     * @throws JMSException when the message cannot be read
     */
    public static String line(Message message) throws JMSException {
        return escapeLoneSurrogates(of(message).toString());
    }

    /**
     * The body of a message as one line, without the line's end.
     *
     * @param message a message that arrived
     * @return JSON in which no line ends
     * @throws JMSException when the message cannot be read
     */
    public static String bodyLine(Message message) throws JMSException {
        return escapeLoneSurrogates(MessageReading.body(message).toString());
    }

    /**
     * A message as JSON.
     *
     * @param message a message that arrived
     * @return everything that the message says
     * @throws JMSException when the message cannot be read
     */
    public static JsonObject of(Message message) throws JMSException {
        return Json.createObjectBuilder()
                .add("type", BodyKind.of(message).word())
                .add("headers", headers(message))
                .add("properties", properties(message))
                .add("body", MessageReading.body(message))
                .build();
    }

    /**
     * The headers of a message, and those properties that only a broker sets.
     *
     * @param message a message that arrived
     * @return the headers by their names in the specification
     * @throws JMSException when the message cannot be read
     */
    public static JsonObject headers(Message message) throws JMSException {
        JsonObjectBuilder headers = Json.createObjectBuilder();
        addText(headers, "JMSMessageID", message.getJMSMessageID());
        addDestination(headers, "JMSDestination", message.getJMSDestination());
        headers.add("JMSTimestamp", message.getJMSTimestamp());
        headers.add("JMSDeliveryMode", DeliveryModes.word(message.getJMSDeliveryMode()));
        headers.add("JMSPriority", message.getJMSPriority());
        if (message.getJMSExpiration() != 0) {
            headers.add("JMSExpiration", message.getJMSExpiration());
        }
        if (message.getJMSDeliveryTime() != message.getJMSTimestamp()) {
            headers.add("JMSDeliveryTime", message.getJMSDeliveryTime());
        }
        addCorrelation(headers, message);
        addDestination(headers, "JMSReplyTo", message.getJMSReplyTo());
        addText(headers, "JMSType", message.getJMSType());
        headers.add("JMSRedelivered", message.getJMSRedelivered());
        for (String name : names(message.getPropertyNames())) {
            if (isSetByBroker(name)) {
                headers.add(name, TypedValues.toJson(message.getObjectProperty(name)));
            }
        }
        return headers.build();
    }

    /**
     * The properties that a program set.
     *
     * @param message a message that arrived
     * @return values that name their types where JSON has no word for them
     * @throws JMSException when the message cannot be read
     */
    public static JsonObject properties(Message message) throws JMSException {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        for (String name : names(message.getPropertyNames())) {
            if (!isSetByBroker(name)) {
                properties.add(name, TypedValues.toJson(message.getObjectProperty(name)));
            }
        }
        return properties.build();
    }

    /** Names that the specification hands out without their type. */
    static List<String> names(Enumeration<?> names) {
        return Collections.list(names).stream().map(Object::toString).toList();
    }

    /** Whether programs cannot set this property. */
    static boolean isSetByBroker(String name) {
        return name.startsWith(PROVIDER_SET) && !name.equals("JMSXGroupID") && !name.equals("JMSXGroupSeq");
    }

    private static void addText(
            JsonObjectBuilder object, String name, @Nullable String text) {
        if (text != null) {
            object.add(name, text);
        }
    }

    private static void addDestination(
            JsonObjectBuilder object, String name, @Nullable Destination destination)
            throws JMSException {
        if (destination != null) {
            object.add(name, Destinations.textOf(destination));
        }
    }

    /** A correlation that is text says so; one that only bytes can hold is written as bytes. */
    private static void addCorrelation(JsonObjectBuilder headers, Message message) throws JMSException {
        byte[] bytes = message.getJMSCorrelationIDAsBytes();
        String text = message.getJMSCorrelationID();
        if (bytes == null || text == null) {
            return;
        }
        JsonValue value = Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))
                ? Json.createValue(text)
                : Json.createObjectBuilder().add("bytes", Base64.getEncoder().encodeToString(bytes)).build();
        headers.add("JMSCorrelationID", value);
    }

    /** A text of Java may hold half a character, which UTF-8 cannot; as an escape it survives. */
    private static String escapeLoneSurrogates(String json) {
        StringBuilder escaped = null;
        int done = 0;
        for (int at = 0; at < json.length(); at++) {
            char unit = json.charAt(at);
            if (!Character.isSurrogate(unit)) {
                continue;
            }
            if (Character.isHighSurrogate(unit) && at + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(at + 1))) {
                at++;
                continue;
            }
            escaped = escaped == null ? new StringBuilder(json.length() + 16) : escaped;
            escaped.append(json, done, at).append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            done = at + 1;
        }
        return escaped == null ? json : escaped.append(json, done, json.length()).toString();
    }
}
