// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The messages of a document, one for each type of body. */
final class MessageTable {

    static final String JSON = "application/json";

    private final Schemas schemas;
    private final Map<Type, String> names = new HashMap<>();
    private final Map<String, JsonObject> all = new TreeMap<>();

    MessageTable(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The name of the message with a body of a type. */
    String name(Type body) {
        Type type = Variables.canonical(body);
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        String name = Names.free(wish(type), all::containsKey);
        names.put(type, name);
        all.put(name, message(type, name));
        return name;
    }

    private static String wish(Type type) {
        if (type == void.class || type == Void.class) {
            return "Empty";
        }
        return type == byte[].class ? "Bytes" : type == String.class ? "Text" : Schemas.title(type);
    }

    private JsonObject message(Type type, String name) {
        JsonObjectBuilder message = Json.createObjectBuilder().add("name", name);
        if (type == void.class || type == Void.class) {
            return message.build();
        }
        if (type == byte[].class) {
            return message.add("contentType", "application/octet-stream")
                    .add("payload", Json.createObjectBuilder().add("type", "string").add("format", "binary"))
                    .build();
        }
        return message.add("contentType", type == String.class ? "text/plain" : JSON)
                .add("payload", schemas.of(type))
                .build();
    }

    /** All that were named, in the order of their names. */
    Map<String, JsonObject> all() {
        return Collections.unmodifiableMap(all);
    }
}
