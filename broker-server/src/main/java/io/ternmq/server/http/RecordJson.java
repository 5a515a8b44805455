// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of the management interface as JSON: members are called as the components are, without the "is" of a truth
 * value; what is null is left out. So the documentation of a record is that of its JSON.
 */
final class RecordJson {

    private RecordJson() {}

    static JsonObject of(Record record) {
        return builder(record).build();
    }

    static JsonObjectBuilder builder(Record record) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = read(record, component);
            if (value != null) {
                object.add(nameOf(component), toJson(value));
            }
        }
        return object;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A component of a public record cannot be read: " + component, e);
        }
    }

    private static String nameOf(RecordComponent component) {
        String name = component.getName();
        return name.matches("is[A-Z].*") ? Character.toLowerCase(name.charAt(2)) + name.substring(3) : name;
    }

    private static JsonValue toJson(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        } else if (value instanceof Integer number) {
            return Json.createValue(number);
        } else if (value instanceof Long number) {
            return Json.createValue(number);
        } else if (value instanceof Double number) {
            return Json.createValue(number);
        } else if (value instanceof Record record) {
            return of(record);
        } else if (value instanceof List<?> list) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            list.forEach(each -> array.add(toJson(each)));
            return array.build();
        } else if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            map.forEach((key, each) -> object.add(String.valueOf(key), toJson(each)));
            return object.build();
        }
        return Json.createValue(value.toString());
    }
}
