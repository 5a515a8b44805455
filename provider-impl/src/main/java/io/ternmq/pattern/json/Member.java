// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.json;

import jakarta.json.bind.annotation.JsonbDateFormat;
import jakarta.json.bind.annotation.JsonbNumberFormat;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record or field of a class, as JSON Binding sees it.
 *
 * @param name      in the document
 * @param type      declared
 * @param isSpecial whether annotations change how it is read
 */
record Member(String name, Type type, boolean isSpecial) {

    private static final List<Class<? extends Annotation>> SPECIAL = List.of(
            JsonbDateFormat.class, JsonbNumberFormat.class, JsonbTypeAdapter.class, JsonbTypeDeserializer.class);

    /** All members of a class, those of its parents included. */
    static List<Member> of(Class<?> type) {
        List<Member> members = new ArrayList<>();
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(members, component.getName(), component.getGenericType(), component.getAccessor());
            }
            return members;
        }
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                    add(members, field.getName(), field.getGenericType(), field);
                }
            }
        }
        return members;
    }

    private static void add(List<Member> members, String name, Type type, AnnotatedElement element) {
        if (!element.isAnnotationPresent(JsonbTransient.class)) {
            boolean special = SPECIAL.stream().anyMatch(element::isAnnotationPresent);
            members.add(new Member(nameOf(name, element.getAnnotation(JsonbProperty.class)), type, special));
        }
    }

    private static String nameOf(String name, @Nullable JsonbProperty property) {
        return property == null || property.value().isEmpty() ? name : property.value();
    }
}
