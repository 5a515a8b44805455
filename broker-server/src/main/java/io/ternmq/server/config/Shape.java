// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can stand at a place of the configuration file, read off the records: the one source that binding, the search
 * for unknown keys and the reference share.
 */
sealed interface Shape {

    /** One value. */
    record Leaf(Class<?> type) implements Shape {}

    /** Keys with something behind each. */
    record Section(Class<?> type, List<Member> members) implements Shape {

        /** The keys that may stand here by their names, those of flat members included. */
        Map<String, Member> keys() {
            Map<String, Member> keys = new LinkedHashMap<>();
            for (Member member : members) {
                if (member.isFlat() && member.shape() instanceof Section flat) {
                    keys.putAll(flat.keys());
                } else {
                    keys.put(member.key(), member);
                }
            }
            return keys;
        }

        Optional<Member> find(String key) {
            return Optional.ofNullable(keys().get(key));
        }
    }

    /** Any number of the same, in order. */
    record Series(Shape element, boolean isSet) implements Shape {}

    /** Any number of the same, each behind a name that the user chooses. */
    record Table(Shape element) implements Shape {}

    /** A component of a record with its name in the file. */
    record Member(RecordComponent component, String key, Shape shape) {

        boolean isFlat() {
            return component.isAnnotationPresent(Flat.class);
        }

        boolean isRequired() {
            return component.isAnnotationPresent(Required.class);
        }

        /** The path of this member below the path of its section. */
        String pathBelow(String parent) {
            if (isFlat()) {
                return parent;
            }
            return parent.isEmpty() ? key : parent + '.' + key;
        }
    }

    /** The shape of a type of a component. */
    static Shape of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            if (Map.class.isAssignableFrom(raw)) {
                return new Table(of(arguments[1]));
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return new Series(of(arguments[0]), Set.class.isAssignableFrom(raw));
            }
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("A setting cannot have type " + type);
        }
        return plain.isRecord() ? section(plain) : new Leaf(plain);
    }

    /** The shape of a record. */
    static Section section(Class<?> type) {
        List<Member> members = new ArrayList<>();
        for (RecordComponent component : Arrays.asList(type.getRecordComponents())) {
            members.add(new Member(component, kebab(component.getName()), of(component.getGenericType())));
        }
        return new Section(type, List.copyOf(members));
    }

    /** {@code maxMemoryBytes} becomes {@code max-memory-bytes}. */
    static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
