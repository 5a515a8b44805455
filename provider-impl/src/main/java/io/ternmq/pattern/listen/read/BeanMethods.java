// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The methods of a class as callers of its objects see them: what a subclass overrides counts there, with the
 * annotations that it has there. Made by one thread, then immutable.
 */
final class BeanMethods {

    private static final Comparator<Method> BY_NAME =
            Comparator.comparing(Method::getName).thenComparing(BeanMethods::signature);

    private final List<Method> methods = new ArrayList<>();
    private final Set<Class<?>> faces = new LinkedHashSet<>();
    private final Set<String> taken = new HashSet<>();

    private BeanMethods(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            addAll(each);
            addFaces(each);
        }
        faces.forEach(this::addAll);
    }

    /** Those of a class or interface; of each class in the order of their names. */
    static BeanMethods of(Class<?> type) {
        return new BeanMethods(type);
    }

    private void addFaces(Class<?> type) {
        for (Class<?> face : type.getInterfaces()) {
            if (faces.add(face)) {
                addFaces(face);
            }
        }
    }

    private void addAll(Class<?> type) {
        Method[] declared = type.getDeclaredMethods();
        Arrays.sort(declared, BY_NAME);
        Set<String> here = new HashSet<>();
        for (Method method : declared) {
            boolean isPrivate = Modifier.isPrivate(method.getModifiers());
            if (!method.isSynthetic() && (isPrivate || !taken.contains(signature(method)))) {
                methods.add(method);
            }
            if (!isPrivate && !isVisibilityBridge(method, declared)) {
                here.add(signature(method));
            }
        }
        taken.addAll(here);
    }

    /** A bridge to a method of a parent, written only because that class is not public, overrides nothing. */
    private static boolean isVisibilityBridge(Method method, Method... declared) {
        return method.isBridge()
                && Arrays.stream(declared)
                        .noneMatch(other -> !other.isBridge()
                                && other.getName().equals(method.getName())
                                && other.getParameterCount() == method.getParameterCount());
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    /** All of them; those of interfaces last. */
    List<Method> all() {
        return Collections.unmodifiableList(methods);
    }

    /** Every interface, the nearest first. */
    Set<Class<?>> faces() {
        return Collections.unmodifiableSet(faces);
    }
}
