// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes down everything that can be asked of a value, so that two values can be held against one another. */
public final class Facets {

    private Facets() {}

    /** The value in words; different for values that differ in anything. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof FrozenMessage message) {
            return ofMessage(message);
        }
        if (value instanceof Address address) {
            return address.kind() + " " + address.name();
        }
        if (value instanceof Record) {
            return ofRecord(value);
        }
        if (value instanceof List<?> || value.getClass().isArray()) {
            return ofElements(value);
        }
        if (value instanceof Map<?, ?> map) {
            StringJoiner entries = new StringJoiner(", ", "{", "}");
            map.forEach((name, each) -> entries.add(of(name) + "=" + of(each)));
            return entries.toString();
        }
        return value.getClass().getSimpleName() + " " + ofScalar(value);
    }

    private static String ofScalar(Object value) {
        if (value instanceof Float number) {
            return Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof Double number) {
            return Long.toHexString(Double.doubleToRawLongBits(number));
        }
        return value instanceof Bytes bytes ? ofElements(bytes.toArray()) : value.toString();
    }

    private static String ofElements(Object elements) {
        StringJoiner words = new StringJoiner(", ", "[", "]");
        Object array = elements instanceof List<?> list ? list.toArray() : elements;
        for (int i = 0; i < Array.getLength(array); i++) {
            words.add(of(Array.get(array, i)));
        }
        return words.toString();
    }

    private static String ofRecord(Object value) {
        StringJoiner words = new StringJoiner(", ", value.getClass().getSimpleName() + "(", ")");
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                words.add(component.getName() + "=" + of(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
        return words.toString();
    }

    private static String ofMessage(FrozenMessage message) {
        List<Object> facets = new ArrayList<>();
        facets.add(of(message.id()));
        facets.add(of(message.destination()));
        facets.add(of(message.replyTo()));
        facets.add(of(message.correlationId()));
        facets.add(of(message.type()));
        facets.add(message.timestampMillis());
        facets.add(message.expirationMillis());
        facets.add(message.deliveryTimeMillis());
        facets.add(message.priority());
        facets.add(message.isPersistent());
        facets.add(of(message.properties().toMutableMap()));
        facets.add(of(message.body()));
        facets.add(message.sizeBytes());
        return facets.toString();
    }
}
