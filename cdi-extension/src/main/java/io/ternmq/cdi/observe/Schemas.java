// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON Schemas of types, as JSON Binding writes them. Records, classes and enumerations get a name and are referred
 * to by
 * it, so that a type may contain itself.
 */
final class Schemas {

    private final Map<Type, String> names = new HashMap<>();
    private final Map<String, JsonObject> all = new TreeMap<>();

    /** The schema of a type whose variables are all known, or a reference to it. */
    JsonObject of(Type written) {
        Type type = Variables.canonical(written);
        Optional<Scalar> scalar = Scalar.of(type);
        if (scalar.isPresent()) {
            return scalar.get().toJson();
        }
        if (type instanceof GenericArrayType array) {
            return array(of(array.getGenericComponentType()), false);
        }
        if (type instanceof ParameterizedType parameterized) {
            return ofParameterized(parameterized);
        }
        return type instanceof Class<?> raw ? ofClass(raw) : JsonValue.EMPTY_JSON_OBJECT;
    }

    private JsonObject ofParameterized(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        List<Type> arguments = List.of(type.getActualTypeArguments());
        if (Map.class.isAssignableFrom(raw)) {
            return map(of(arguments.get(arguments.size() - 1)));
        }
        if (Iterable.class.isAssignableFrom(raw)) {
            return array(of(arguments.get(0)), Set.class.isAssignableFrom(raw));
        }
        return raw == Optional.class ? of(arguments.get(0)) : named(type, raw);
    }

    private JsonObject ofClass(Class<?> type) {
        if (type.isArray()) {
            return array(of(type.getComponentType()), false);
        }
        if (Map.class.isAssignableFrom(type)) {
            return map(JsonValue.EMPTY_JSON_OBJECT);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return array(JsonValue.EMPTY_JSON_OBJECT, Set.class.isAssignableFrom(type));
        }
        return type == Object.class || type.getName().startsWith("java.")
                ? JsonValue.EMPTY_JSON_OBJECT
                : named(type, type);
    }

    private static JsonObject map(JsonObject values) {
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("additionalProperties", values)
                .build();
    }

    private static JsonObject array(JsonObject items, boolean isSet) {
        JsonObjectBuilder array = Json.createObjectBuilder().add("type", "array").add("items", items);
        return (isSet ? array.add("uniqueItems", true) : array).build();
    }

    private JsonObject named(Type type, Class<?> raw) {
        String name = names.get(type);
        if (name == null) {
            name = Names.free(title(type), all::containsKey);
            names.put(type, name);
            all.put(name, JsonValue.EMPTY_JSON_OBJECT);
            all.put(name, raw.isEnum() ? enumeration(raw) : object(type, raw));
        }
        return Json.createObjectBuilder().add("$ref", "#/components/schemas/" + name).build();
    }

    private static JsonObject enumeration(Class<?> type) {
        JsonArrayBuilder constants = Json.createArrayBuilder();
        for (Object constant : type.getEnumConstants()) {
            constants.add(((Enum<?>) constant).name());
        }
        return Json.createObjectBuilder().add("type", "string").add("enum", constants).build();
    }

    private JsonObject object(Type type, Class<?> raw) {
        JsonObjectBuilder properties = Json.createObjectBuilder();
        Members.of(type, raw).forEach((name, property) -> properties.add(name, of(property)));
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("properties", properties)
                .build();
    }

    /** A type as a word: {@code Page_Order} for {@code Page<Order>}. */
    static String title(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return title(parameterized.getRawType())
                    + Arrays.stream(parameterized.getActualTypeArguments())
                            .map(argument -> '_' + title(argument))
                            .collect(Collectors.joining());
        }
        if (type instanceof GenericArrayType array) {
            return title(array.getGenericComponentType()) + "_array";
        }
        if (type instanceof Class<?> raw) {
            return raw.isArray() ? title(raw.getComponentType()) + "_array" : raw.getSimpleName();
        }
        return "Any";
    }

    /** All that were named, in the order of their names. */
    Map<String, JsonObject> all() {
        return Collections.unmodifiableMap(all);
    }
}
