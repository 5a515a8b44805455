// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.message.Body;
import io.ternmq.message.Bytes;
import io.ternmq.message.BytesBody;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MapBody;
import io.ternmq.message.ObjectBody;
import io.ternmq.message.StreamBody;
import io.ternmq.message.TextBody;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Messages as JSON, one object each; {@link MessageReader} reads it. Headers that are not set are left out. A value
 * says its type by the one name of an object: {@code {"int":5}}, {@code {"string":"x"}}, bytes in base64; null is
 * null. So does a body.
 */
final class MessageWriter {

    private MessageWriter() {}

    /** Adds identity, headers and properties to the object that is open. */
    static void writeHead(FrozenMessage message, JsonWriter out) {
        out.name("id").value(message.id().toString());
        out.name("destination").value(AddressText.of(message.destination()));
        out.name("timestamp").value(message.timestampMillis());
        if (message.expirationMillis() != 0) {
            out.name("expiration").value(message.expirationMillis());
        }
        if (message.deliveryTimeMillis() != 0) {
            out.name("deliveryTime").value(message.deliveryTimeMillis());
        }
        out.name("priority").value(message.priority());
        out.name("persistent").value(message.isPersistent());
        writeReferences(message, out);
        out.name("properties").open();
        for (String name : message.properties().names()) {
            out.name(name);
            writeValue(message.properties().get(name), out);
        }
        out.close();
    }

    private static void writeReferences(FrozenMessage message, JsonWriter out) {
        if (message.type() != null) {
            out.name("type").value(message.type());
        }
        Object correlation = message.correlationId();
        if (correlation instanceof Bytes) {
            out.name("correlationId");
            writeValue(correlation, out);
        } else if (correlation != null) {
            out.name("correlationId").value(correlation.toString());
        }
        if (message.replyTo() != null) {
            out.name("replyTo").value(AddressText.of(message.replyTo()));
        }
    }

    /** Adds a body; of a large one only where it is. */
    static void writeBody(Body body, JsonWriter out) {
        out.open().name(nameOf(body));
        if (body instanceof TextBody text) {
            out.value(text.text());
        } else if (body instanceof BytesBody bytes) {
            out.value(base64(bytes.bytes()));
        } else if (body instanceof LargeBody large) {
            out.open().name("number").value(large.number()).name("length").value(large.length()).close();
        } else if (body instanceof MapBody map) {
            out.open();
            map.values().forEach((name, value) -> writeValue(value, out.name(name)));
            out.close();
        } else if (body instanceof StreamBody stream) {
            out.openArray();
            stream.values().forEach(value -> writeValue(value, out));
            out.closeArray();
        } else if (body instanceof ObjectBody object && object.serialized() != null) {
            out.value(base64(object.serialized()));
        } else {
            out.value((String) null);
        }
        out.close();
    }

    /** The type of a body in one word. */
    static String nameOf(Body body) {
        String type = body.getClass().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1, type.length() - "Body".length());
    }

    private static void writeValue(@Nullable Object value, JsonWriter out) {
        if (value == null) {
            out.value((String) null);
            return;
        }
        out.open().name(ValueType.of(value).word());
        if (value instanceof Boolean truth) {
            out.value(truth);
        } else if (value instanceof Float || value instanceof Double) {
            out.value(((Number) value).doubleValue(), value.toString());
        } else if (value instanceof Number number) {
            out.value(number.longValue());
        } else if (value instanceof Bytes bytes) {
            out.value(base64(bytes));
        } else {
            out.value(value.toString());
        }
        out.close();
    }

    static String base64(Bytes bytes) {
        ByteBuffer encoded = Base64.getEncoder().encode(bytes.toBuffer());
        return StandardCharsets.ISO_8859_1.decode(encoded).toString();
    }
}
