// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An event as CloudEvents 1.0 describes it, to be the body of a message. It travels in binary form, with its attributes
 * in string properties whose names begin with {@link #PROPERTY_PREFIX} and its data as the body, or in structured form,
 * all of it as one JSON document, when the message says so: {@code
 * Outgoing.to(channel).contentType(CloudEvent.STRUCTURED).body(event)}. A receiver that declares this type reads either
 * form; one that declares another type reads the data.
 *
 * @param id         identifies it together with the source; not blank
 * @param source     where it happened, a URI reference; not blank
 * @param type       what has happened; not blank
 * @param subject    what it happened to, or null
 * @param time       when it happened, or null
 * @param dataSchema a URI of what the data follow, or null
 * @param data       what a body of its own could be, or a {@link Payload}, which says its media type; null for none.
 *                   In an event that was received it is a {@link Payload}
 * @param extensions further attributes: names of lower-case letters and digits with {@code String}, {@code Boolean} or
 *                   {@code Integer}; copied. In binary form they arrive as strings
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable String subject,
        @Nullable OffsetDateTime time,
        @Nullable String dataSchema,
        @Nullable Object data,
        Map<String, Object> extensions) {

    /** Media type of a message in structured form. */
    public static final String STRUCTURED = "application/cloudevents+json";

    /** Begins the names of the properties of a message in binary form. */
    public static final String PROPERTY_PREFIX = "cloudEvents_";

    /** The version of the specification that is written. */
    public static final String SPEC_VERSION = "1.0";

    private static final Set<String> ATTRIBUTES = Set.of(
            "specversion", "id", "source", "type", "subject", "time", "dataschema", "datacontenttype", "data",
            "data_base64");

    /**
     * Checks what is required.
     *
     * @throws IllegalArgumentException when a required attribute is blank, or an extension has no proper name or value
     */
    public CloudEvent {
        requireText("id", id);
        requireText("source", source);
        requireText("type", type);
        extensions.forEach(CloudEvent::requireExtension);
        extensions = Collections.unmodifiableMap(new TreeMap<>(extensions));
    }

    /**
     * An event with what is required.
     *
     * @param id     identifies it together with the source
     * @param source where it happened
     * @param type   what has happened
     * @return the event
     */
    public static CloudEvent of(String id, String source, String type) {
        return new CloudEvent(id, source, type, null, null, null, null, Map.of());
    }

    /**
     * Says what it happened to.
     *
     * @param value the subject
     * @return a copy
     */
    public CloudEvent withSubject(String value) {
        return new CloudEvent(id, source, type, value, time, dataSchema, data, extensions);
    }

    /**
     * Says when it happened.
     *
     * @param value the time
     * @return a copy
     */
    public CloudEvent withTime(OffsetDateTime value) {
        return new CloudEvent(id, source, type, subject, value, dataSchema, data, extensions);
    }

    /**
     * Says what the data follow.
     *
     * @param value a URI
     * @return a copy
     */
    public CloudEvent withDataSchema(String value) {
        return new CloudEvent(id, source, type, subject, time, value, data, extensions);
    }

    /**
     * Puts the data in.
     *
     * @param value what a body of its own could be, or a {@link Payload}
     * @return a copy
     */
    public CloudEvent withData(Object value) {
        return new CloudEvent(id, source, type, subject, time, dataSchema, value, extensions);
    }

    /**
     * Adds an extension.
     *
     * @param name  lower-case letters and digits
     * @param value a {@code String}, {@code Boolean} or {@code Integer}
     * @return a copy
     */
    public CloudEvent withExtension(String name, Object value) {
        Map<String, Object> more = new TreeMap<>(extensions);
        more.put(name, value);
        return new CloudEvent(id, source, type, subject, time, dataSchema, data, more);
    }

    private static void requireText(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("A CloudEvent needs the attribute '" + name + "', which is not blank");
        }
    }

    private static void requireExtension(String name, Object value) {
        boolean isNamed = !name.isEmpty()
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        if (!isNamed || ATTRIBUTES.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of an extension of a CloudEvent: it takes"
                    + " lower-case letters and digits, and none of " + ATTRIBUTES);
        }
        if (!(value instanceof String || value instanceof Boolean || value instanceof Integer)) {
            throw new IllegalArgumentException("The extension '" + name
                    + "' of a CloudEvent takes a String, Boolean or Integer");
        }
    }
}
