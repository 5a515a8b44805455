// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.ndjson;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values with their types. A string, a truth value, an int and null stand as they are; every other value names its
 * type, as in {@code {"long":5}}, because a JSON number cannot.
 */
public final class TypedValues {

    private TypedValues() {}

    /**
     * A value of a message.
     *
     * @param value a boxed primitive, a string, an array of bytes, or null
     * @return the value, with its type where JSON has no word for it
     */
    public static JsonValue toJson(@Nullable Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        ValueKind kind = ValueKind.of(value);
        JsonValue bare = kind.toJson(value);
        return switch (kind) {
            case STRING, BOOLEAN, INT -> bare;
            default -> Json.createObjectBuilder().add(kind.word(), bare).build();
        };
    }

    /** The value that stands there; a property may have fewer types than a part of a body. */
    static @Nullable Object read(JsonValue json, boolean isProperty) {
        if (!(json instanceof JsonObject object)) {
            return ValueKind.bare(json);
        }
        if (object.size() != 1) {
            throw new MessageTextException("a value that names its type has one member, as in {\"long\":5}");
        }
        Map.Entry<String, JsonValue> only = object.entrySet().iterator().next();
        return ValueKind.named(only.getKey(), isProperty).parse(only.getValue());
    }
}
