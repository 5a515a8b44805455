// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An address of a document. A wildcard of a pattern becomes a parameter, as a document has no other word for it.
 *
 * @param text       with parameters in braces
 * @param parameters what they stand for, by name
 */
record Address(String text, Map<String, String> parameters) {

    static Address of(String name) {
        Map<String, String> parameters = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (String level : name.split("\\.", -1)) {
            text.append(text.isEmpty() ? "" : ".").append(part(level, parameters));
        }
        return new Address(text.toString(), parameters);
    }

    private static String part(String level, Map<String, String> parameters) {
        String name = "level" + (parameters.size() + 1);
        if (level.equals("*")) {
            parameters.put(name, "One level of the topic's name.");
        } else if (level.equals("#") || level.equals(">")) {
            parameters.put(name, "Any number of levels of the topic's name.");
        } else {
            return level;
        }
        return '{' + name + '}';
    }

    JsonObject toJson() {
        JsonObjectBuilder object = Json.createObjectBuilder();
        parameters.forEach((name, meaning) ->
                object.add(name, Json.createObjectBuilder().add("description", meaning)));
        return object.build();
    }
}
