// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a draft. Identity, time, destination and redelivery are the broker's to set: they are read and
 * forgotten, so that what was received can be sent again as it is.
 */
public final class DraftHeaders {

    private static final Set<String> SET_BY_BROKER =
            Set.of("JMSMessageID", "JMSTimestamp", "JMSDestination", "JMSRedelivered");

    private static final Set<String> NUMBERS = Set.of("JMSPriority", "JMSExpiration", "JMSDeliveryTime");

    private @Nullable Integer deliveryMode;
    private @Nullable Integer priority;
    private @Nullable Long expirationMillis;
    private @Nullable Long deliveryTimeMillis;
    private @Nullable String type;
    private @Nullable Object correlationId;
    private @Nullable Destination replyTo;

    DraftHeaders() {}

    /**
     * Whether the message must survive a crash of the broker.
     *
     * @return one of the constants of {@link jakarta.jms.DeliveryMode}, if the draft says
     */
    public OptionalInt deliveryMode() {
        return deliveryMode == null ? OptionalInt.empty() : OptionalInt.of(deliveryMode);
    }

    /**
     * How urgent the message is.
     *
     * @return 0 to 9, if the draft says
     */
    public OptionalInt priority() {
        return priority == null ? OptionalInt.empty() : OptionalInt.of(priority);
    }

    /**
     * When the message ends.
     *
     * @return milliseconds since 1970, if the draft says
     */
    public OptionalLong expirationMillis() {
        return expirationMillis == null || expirationMillis == 0
                ? OptionalLong.empty() : OptionalLong.of(expirationMillis);
    }

    /**
     * When the message may be delivered first.
     *
     * @return milliseconds since 1970, if the draft says
     */
    public OptionalLong deliveryTimeMillis() {
        return deliveryTimeMillis == null ? OptionalLong.empty() : OptionalLong.of(deliveryTimeMillis);
    }

    /** Sets a header from JSON. */
    void set(String name, JsonValue value) {
        try {
            store(name, value);
        } catch (MessageTextException e) {
            throw new MessageTextException("header " + name + ": " + e.getMessage(), e);
        }
    }

    /** Sets a header from a text that does not say whether it is a number. */
    void setText(String name, String text) {
        if (!NUMBERS.contains(name)) {
            set(name, Json.createValue(text));
            return;
        }
        try {
            set(name, Json.createValue(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            throw new MessageTextException("header " + name + ": \"" + text + "\" is no number", e);
        }
    }

    void applyTo(Message message) throws JMSException {
        if (type != null) {
            message.setJMSType(type);
        }
        if (replyTo != null) {
            message.setJMSReplyTo(replyTo);
        }
        if (correlationId instanceof byte[] bytes) {
            message.setJMSCorrelationIDAsBytes(bytes);
        } else if (correlationId instanceof String text) {
            message.setJMSCorrelationID(text);
        }
    }

    private void store(String name, JsonValue value) {
        switch (name) {
            case "JMSType" -> type = text(value);
            case "JMSReplyTo" -> replyTo = Destinations.parse(text(value));
            case "JMSCorrelationID" -> correlationId = correlation(TypedValues.read(value, false));
            case "JMSDeliveryMode" -> deliveryMode = DeliveryModes.parse(text(value));
            case "JMSPriority" -> priority = priority(number(value));
            case "JMSExpiration" -> expirationMillis = number(value);
            case "JMSDeliveryTime" -> deliveryTimeMillis = number(value);
            default -> {
                if (!SET_BY_BROKER.contains(name) && !MessageJson.isSetByBroker(name)) {
                    throw new MessageTextException("there is no such header; those to set are JMSCorrelationID,"
                            + " JMSType, JMSReplyTo, JMSPriority, JMSDeliveryMode, JMSExpiration and JMSDeliveryTime,"
                            + " and everything else is a property");
                }
            }
        }
    }

    private static int priority(long value) {
        if (value < 0 || value > 9) {
            throw new MessageTextException("a priority is 0 to 9, not " + value);
        }
        return (int) value;
    }

    private static Object correlation(@Nullable Object value) {
        if (value instanceof String || value instanceof byte[]) {
            return value;
        }
        throw new MessageTextException("it must be a string, or bytes as in {\"bytes\":\"AAE=\"}");
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.getString();
        }
        throw new MessageTextException("it must be a string, not " + value);
    }

    private static long number(JsonValue value) {
        if (value instanceof JsonNumber number && number.isIntegral()) {
            return (Long) ValueKind.LONG.parse(number);
        }
        throw new MessageTextException("it must be a whole number, not " + value);
    }
}
