// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/** A method without its class. */
record Signature(String name, List<Class<?>> parameters) {

    static Signature of(Method method) {
        return new Signature(method.getName(), List.of(method.getParameterTypes()));
    }

    /** Whether every object has it, such as {@code equals}, which an interface may repeat. */
    boolean isOfObject() {
        return Arrays.stream(Object.class.getMethods()).map(Signature::of).anyMatch(this::equals);
    }
}
