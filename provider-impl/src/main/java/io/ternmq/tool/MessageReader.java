// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.message.Address;
import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.EmptyBody;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.FrozenMessageBuilder;
import io.ternmq.message.MapBody;
import io.ternmq.message.MessageId;
import io.ternmq.message.ObjectBody;
import io.ternmq.message.PropertyMap;
import io.ternmq.message.StreamBody;
import io.ternmq.message.TextBody;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages that {@link MessageWriter} wrote, or a person. What is left out has the default of a new message; how
 * often it was delivered says nothing at another place, and is passed over. For one message.
 */
final class MessageReader {

    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "id", "destination", "deliveryCount", "timestamp", "expiration", "deliveryTime", "priority", "persistent",
            "type", "correlationId", "replyTo", "properties", "body"));
    private static final String ID_PREFIX = "ID:";

    private final JsonValue.Members members;

    private MessageReader(JsonValue.Members members) {
        this.members = members;
    }

    /**
     * Reads a message.
     *
     * @param text        one JSON object
     * @param destination where it is to go, whatever the text says of where it was
     * @param spare       its identity when the text has none; null when it must have one
     * @throws JsonException when the text is no message; names the column
     */
    static FrozenMessage read(String text, Address destination, @Nullable MessageId spare) {
        JsonValue json = JsonReader.read(text);
        if (!(json instanceof JsonValue.Members members)) {
            throw new JsonException(json.column(), "a message is an object");
        }
        for (Map.Entry<String, JsonValue> member : members.values().entrySet()) {
            if (!NAMES.contains(member.getKey())) {
                throw new JsonException(member.getValue().column(), "a message has no \"" + member.getKey() + "\", but "
                        + String.join(", ", NAMES));
            }
        }
        return new MessageReader(members).message(destination, spare);
    }

    private FrozenMessage message(Address destination, @Nullable MessageId spare) {
        FrozenMessageBuilder message = FrozenMessage.to(destination, id(spare))
                .timestampMillis(number("timestamp", 0, 0, Long.MAX_VALUE))
                .expirationMillis(number("expiration", 0, 0, Long.MAX_VALUE))
                .deliveryTimeMillis(number("deliveryTime", 0, 0, Long.MAX_VALUE))
                .priority((int) number("priority", 4, 0, 9))
                .type(text("type"))
                .replyTo(address("replyTo"))
                .properties(properties())
                .body(body());
        number("deliveryCount", 0, 0, Integer.MAX_VALUE);
        address("destination");
        requirePersistent();
        setCorrelation(message);
        return message.build();
    }

    /** What is not persistent does not survive the broker that takes it, and that one ends with the command. */
    private void requirePersistent() {
        JsonValue value = members.values().get("persistent");
        if (value != null && !(value instanceof JsonValue.Truth truth && truth.value())) {
            throw new JsonException(value.column(), "only a persistent message stays in a store; \"persistent\" must be"
                    + " true, or left out");
        }
    }

    private MessageId id(@Nullable MessageId spare) {
        JsonValue json = members.values().get("id");
        if (json == null && spare != null) {
            return spare;
        }
        if (json == null) {
            throw new JsonException(members.column(), "a message without an \"id\" cannot be told from its copy");
        }
        if (json instanceof JsonValue.Text text && text.value().startsWith(ID_PREFIX)) {
            int dash = text.value().lastIndexOf('-');
            if (dash >= ID_PREFIX.length() && text.value().substring(dash + 1).matches("[0-9]{1,18}")) {
                return new MessageId(
                        text.value().substring(ID_PREFIX.length(), dash),
                        Long.parseLong(text.value().substring(dash + 1)));
            }
        }
        throw new JsonException(json.column(), "\"id\" is a string of the form ID:<producer>-<number>");
    }

    private void setCorrelation(FrozenMessageBuilder message) {
        JsonValue value = members.values().get("correlationId");
        if (value instanceof JsonValue.Members bytes && bytes.values().containsKey(ValueType.BYTES.word())) {
            message.correlationBytes((Bytes) ValueType.read(bytes, false));
        } else {
            message.correlationId(text("correlationId"));
        }
    }

    private long number(String name, long absent, long least, long most) {
        JsonValue value = members.values().get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof JsonValue.Numeral number && number.digits().matches("-?[0-9]{1,19}")) {
            long found = new BigInteger(number.digits()).longValue();
            if (Long.toString(found).equals(number.digits()) && found >= least && found <= most) {
                return found;
            }
        }
        throw new JsonException(value.column(), "\"" + name + "\" is a whole number from " + least + " to " + most);
    }

    private @Nullable String text(String name) {
        JsonValue value = members.values().get(name);
        if (value == null || value instanceof JsonValue.Nothing) {
            return null;
        }
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new JsonException(value.column(), "\"" + name + "\" is a string");
    }

    private @Nullable Address address(String name) {
        String text = text(name);
        Address address = text == null ? null : AddressText.parse(text);
        JsonValue value = members.values().get(name);
        if (value != null && text != null && address == null) {
            throw new JsonException(
                    value.column(),
                    "\"" + name + "\" begins with queue://, topic://, temporary-queue:// or temporary-topic://");
        }
        return address;
    }

    private PropertyMap properties() {
        JsonValue value = members.values().get("properties");
        return value == null ? PropertyMap.EMPTY : PropertyMap.wrap(values(value, "properties", true));
    }

    private static Map<String, Object> values(JsonValue json, String of, boolean areProperties) {
        if (!(json instanceof JsonValue.Members named)) {
            throw new JsonException(json.column(), "\"" + of + "\" is an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        named.values().forEach((name, value) -> values.put(name, ValueType.read(value, areProperties)));
        return values;
    }

    private Body body() {
        JsonValue value = members.values().get("body");
        if (value == null) {
            return EmptyBody.INSTANCE;
        }
        if (!(value instanceof JsonValue.Members body) || body.values().size() != 1) {
            throw new JsonException(value.column(), "\"body\" is an object of one member that says the type, for"
                    + " example {\"text\":\"x\"}");
        }
        String type = body.values().keySet().iterator().next();
        JsonValue content = body.values().values().iterator().next();
        boolean isNull = content instanceof JsonValue.Nothing;
        return switch (type) {
            case "empty" -> EmptyBody.INSTANCE;
            case "text" -> new TextBody(isNull ? null : (String) ValueType.STRING.parse(content));
            case "bytes" -> new BytesBody((Bytes) ValueType.BYTES.parse(content));
            case "map" -> new MapBody(values(content, type, false));
            case "stream" -> new StreamBody(stream(content));
            case "object" -> new ObjectBody(isNull ? null : (Bytes) ValueType.BYTES.parse(content));
            default -> throw new JsonException(value.column(),
                    "there is no body \"" + type + "\", but empty, text, bytes, map, stream, object");
        };
    }

    private static List<Object> stream(JsonValue json) {
        if (!(json instanceof JsonValue.Elements elements)) {
            throw new JsonException(json.column(), "\"stream\" is an array");
        }
        List<Object> values = new ArrayList<>();
        elements.values().forEach(value -> values.add(ValueType.read(value, false)));
        return values;
    }
}
