// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the body of a request says: a JSON object with a few members that are known, or nothing. */
final class Wish {

    private final JsonObject object;

    private Wish(JsonObject object) {
        this.object = object;
    }

    /** Reads the body; refuses what has no meaning here, because a mistyped selector would purge everything. */
    static Wish of(Call call, String... known) {
        JsonObject object = parse(call.ask());
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw Refusal.badRequest("There is no " + String.join(", ", unknown) + " here; known is "
                    + String.join(", ", known));
        }
        return new Wish(object);
    }

    private static JsonObject parse(Ask ask) {
        if (ask.body().length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        String type = ask.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw new Refusal(Refusal.UNSUPPORTED_TYPE, ErrorCode.PROTOCOL,
                    "A body is JSON, with the header Content-Type: application/json");
        }
        try (JsonReader reader = Json.createReader(new StringReader(new String(ask.body(), StandardCharsets.UTF_8)))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw Refusal.badRequest("The body is no JSON object: " + e.getMessage());
        }
    }

    /** A text, or null when it is not given. */
    @Nullable String text(String name) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw Refusal.badRequest(name + " is a text");
    }

    /** A text that has to be given. */
    String required(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            throw Refusal.badRequest("Say " + name);
        }
        return text;
    }

    /** How many, or all when it is not given. */
    long limit() {
        JsonValue value = object.get("limit");
        if (value == null || value == JsonValue.NULL) {
            return Long.MAX_VALUE;
        }
        if (value instanceof JsonNumber number && number.isIntegral()) {
            return inRange("limit", number.longValue(), 1, Long.MAX_VALUE);
        }
        throw Refusal.badRequest("limit is a whole number");
    }

    static long inRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw Refusal.badRequest(name + " is from " + least + " to " + most + ", not " + value);
        }
        return value;
    }
}
