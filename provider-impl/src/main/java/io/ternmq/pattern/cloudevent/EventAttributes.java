// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.cloudevent;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes of an event by name, as both forms have them; everything but data and their content type. */
final class EventAttributes {

    private static final String SPEC_VERSION = "specversion";
    private static final String ID = "id";
    private static final String SOURCE = "source";
    private static final String TYPE = "type";
    private static final String SUBJECT = "subject";
    private static final String TIME = "time";
    private static final String DATA_SCHEMA = "dataschema";
    private static final String DATA_CONTENT_TYPE = "datacontenttype";
    private static final String UNDERSTOOD = "1.";

    private EventAttributes() {}

    static Map<String, Object> of(CloudEvent event) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(SPEC_VERSION, CloudEvent.SPEC_VERSION);
        attributes.put(ID, event.id());
        attributes.put(SOURCE, event.source());
        attributes.put(TYPE, event.type());
        putIfKnown(attributes, SUBJECT, event.subject());
        OffsetDateTime time = event.time();
        putIfKnown(attributes, TIME, time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        putIfKnown(attributes, DATA_SCHEMA, event.dataSchema());
        attributes.putAll(event.extensions());
        return attributes;
    }

    private static void putIfKnown(Map<String, Object> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    /**
     * The event of attributes that came; takes them out of the map.
     *
     * @throws PayloadException when one is missing, or is not what the specification wants
     */
    static CloudEvent event(Map<String, Object> attributes, @Nullable Payload data) {
        String version = required(attributes, SPEC_VERSION);
        if (!version.startsWith(UNDERSTOOD)) {
            throw fault(SPEC_VERSION, "is '" + version + "', and only versions 1.x are understood", null);
        }
        String id = required(attributes, ID);
        String source = required(attributes, SOURCE);
        String type = required(attributes, TYPE);
        String subject = optional(attributes, SUBJECT);
        OffsetDateTime time = time(optional(attributes, TIME));
        String schema = optional(attributes, DATA_SCHEMA);
        attributes.remove(DATA_CONTENT_TYPE);
        return new CloudEvent(id, source, type, subject, time, schema, data, extensions(attributes));
    }

    private static String required(Map<String, Object> attributes, String name) {
        String value = optional(attributes, name);
        if (value == null || value.isBlank()) {
            throw fault(name, "is missing", null);
        }
        return value;
    }

    private static @Nullable String optional(Map<String, Object> attributes, String name) {
        Object value = attributes.remove(name);
        return value == null ? null : value.toString();
    }

    private static @Nullable OffsetDateTime time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw fault(TIME, "is no moment as RFC 3339 writes them", e);
        }
    }

    private static Map<String, Object> extensions(Map<String, Object> rest) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        rest.forEach((name, value) -> {
            boolean isNamed = name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
            if (!isNamed || name.isEmpty()) {
                throw fault(name, "has no name as extensions have it, lower-case letters and digits", null);
            }
            if (value != null) {
                extensions.put(name, simple(value));
            }
        });
        return extensions;
    }

    /** JSON knows one kind of number, a CloudEvent integers of 32 bits only. */
    private static Object simple(Object value) {
        if (value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0) {
            return number.intValueExact();
        }
        return value instanceof Boolean || value instanceof Integer ? value : value.toString();
    }

    private static PayloadException fault(String name, String what, @Nullable Throwable cause) {
        return new PayloadException(
                ErrorCode.PAYLOAD_UNREADABLE,
                "The message is no CloudEvent: its attribute '" + name + "' " + what + '.',
                "$." + name,
                cause);
    }
}
