// SPDX-License-Identifier: Apache-2.0
package io.ternmq.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable properties of a message: name to Boolean, Byte, Short, Integer, Long, Float, Double, String, or null for a
 * property that was set to null.
 */
public final class PropertyMap {

    /** No properties. */
    public static final PropertyMap EMPTY = new PropertyMap(Map.of());

    private final Map<String, Object> values;

    private PropertyMap(Map<String, Object> values) {
        this.values = values;
    }

    /** Takes over a map that the caller never changes again; no copy is made. */
    public static PropertyMap wrap(Map<String, Object> values) {
        return values.isEmpty() ? EMPTY : new PropertyMap(values);
    }

    /** The value, or null when the property is not set or set to null. */
    public @Nullable Object get(String name) {
        return values.isEmpty() ? null : values.get(name);
    }

    /** True when the property is set, be it to null. */
    public boolean contains(String name) {
        return values.containsKey(name);
    }

    /** The names, in the order in which they were set. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** True when there is no property. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The map behind, in the order in which the properties were set; never to be changed. */
    Map<String, Object> values() {
        return values;
    }

    /** A copy that the caller may change. */
    public Map<String, Object> toMutableMap() {
        return new LinkedHashMap<>(values);
    }

    /** These properties with some added or replaced. */
    public PropertyMap with(Map<String, Object> more) {
        Map<String, Object> all = toMutableMap();
        all.putAll(more);
        return wrap(all);
    }

    /** Approximate size in memory. */
    public int sizeBytes() {
        return values.isEmpty() ? 0 : Values.sizeOf(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PropertyMap that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
