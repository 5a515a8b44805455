// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A type that JSON has a single value for.
 *
 * @param type   of JSON Schema
 * @param format of JSON Schema, or empty
 */
record Scalar(String type, String format) {

    private static final Map<Type, Scalar> KNOWN = known();

    static Optional<Scalar> of(Type type) {
        return Optional.ofNullable(KNOWN.get(type));
    }

    private static Map<Type, Scalar> known() {
        Map<Type, Scalar> all = new HashMap<>();
        put(all, "string", "", String.class, CharSequence.class, char.class, Character.class, Locale.class,
                Currency.class, ZoneId.class, ZoneOffset.class);
        put(all, "boolean", "", boolean.class, Boolean.class);
        put(all, "integer", "int32", int.class, Integer.class, short.class, Short.class, byte.class, Byte.class,
                OptionalInt.class);
        put(all, "integer", "int64", long.class, Long.class, OptionalLong.class);
        put(all, "integer", "", BigInteger.class);
        put(all, "number", "float", float.class, Float.class);
        put(all, "number", "double", double.class, Double.class, OptionalDouble.class);
        put(all, "number", "", BigDecimal.class, Number.class);
        put(all, "string", "date-time", Instant.class, OffsetDateTime.class, ZonedDateTime.class, LocalDateTime.class,
                Date.class, Calendar.class);
        put(all, "string", "date", LocalDate.class);
        put(all, "string", "time", LocalTime.class, OffsetTime.class);
        put(all, "string", "duration", Duration.class, Period.class);
        put(all, "string", "uuid", UUID.class);
        put(all, "string", "uri", URI.class, URL.class);
        return Map.copyOf(all);
    }

    private static void put(Map<Type, Scalar> into, String type, String format, Class<?>... classes) {
        for (Class<?> each : classes) {
            into.put(each, new Scalar(type, format));
        }
    }

    JsonObject toJson() {
        JsonObjectBuilder schema = Json.createObjectBuilder().add("type", type);
        return (format.isEmpty() ? schema : schema.add("format", format)).build();
    }
}
