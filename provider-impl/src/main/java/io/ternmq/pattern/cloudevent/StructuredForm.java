// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.cloudevent;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.PayloadException;
import io.ternmq.pattern.Bodies;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes and data as one JSON document. Any thread. */
final class StructuredForm {

    private static final String JSON = "application/json";
    private static final String DATA = "data";
    private static final String DATA_BASE64 = "data_base64";
    private static final String CONTENT_TYPE = "datacontenttype";

    private final PayloadCodec codec;

    StructuredForm(PayloadCodec codec) {
        this.codec = codec;
    }

    Payload write(CloudEvent event) {
        Map<String, Object> document = EventAttributes.of(event);
        Object data = event.data();
        if (data != null) {
            put(document, data);
        }
        return Payload.text(CloudEvent.STRUCTURED, Bodies.text(codec.write(document)));
    }

    private void put(Map<String, Object> document, Object data) {
        if (data instanceof Payload || data instanceof String || data instanceof byte[]) {
            put(document, Bodies.payloadOf(data, codec));
        } else {
            document.put(CONTENT_TYPE, JSON);
            document.put(DATA, data);
        }
    }

    private void put(Map<String, Object> document, Payload data) {
        byte[] bytes = data.bytes();
        document.put(CONTENT_TYPE, data.contentType());
        if (isJson(data.contentType())) {
            document.put(DATA, codec.read(data, Object.class));
        } else if (bytes == null) {
            document.put(DATA, Bodies.text(data));
        } else {
            document.put(DATA_BASE64, Base64.getEncoder().encodeToString(bytes));
        }
    }

    CloudEvent read(Payload whole) {
        Map<String, Object> document = document(whole);
        return EventAttributes.event(document, takeData(document));
    }

    /** The data alone. */
    Payload data(Payload whole) {
        Payload data = takeData(document(whole));
        if (data == null) {
            throw new PayloadException(
                    ErrorCode.PAYLOAD_UNREADABLE, "The CloudEvent has no data (at $.data).", "$.data", null);
        }
        return data;
    }

    private @Nullable Payload takeData(Map<String, Object> document) {
        Object said = document.remove(CONTENT_TYPE);
        String contentType = said == null ? JSON : said.toString();
        Object data = document.remove(DATA);
        Object encoded = document.remove(DATA_BASE64);
        if (encoded != null) {
            return Payload.bytes(contentType, decode(encoded.toString()));
        }
        if (data == null) {
            return null;
        }
        return data instanceof String text && !isJson(contentType)
                ? Payload.text(contentType, text)
                : Payload.text(contentType, Bodies.text(codec.write(data)));
    }

    private static byte[] decode(String encoded) {
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new PayloadException(
                    ErrorCode.PAYLOAD_UNREADABLE,
                    "The data of the CloudEvent are no Base64 (at $.data_base64).",
                    "$.data_base64",
                    e);
        }
    }

    private Map<String, Object> document(Payload whole) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!(codec.read(whole, Map.class) instanceof Map<?, ?> map)) {
            throw new PayloadException(
                    ErrorCode.PAYLOAD_UNREADABLE, "The document is no JSON object (at $).", "$", null);
        }
        map.forEach((name, value) -> document.put(String.valueOf(name), value));
        return document;
    }

    private static boolean isJson(String contentType) {
        return contentType.startsWith(JSON) || contentType.contains("+json");
    }
}
