// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the {@link TernMQTest} that holds for a test: on the method, on its class, or on a class around that. */
final class Annotations {

    private Annotations() {}

    static Optional<TernMQTest> nearest(ExtensionContext context) {
        Optional<TernMQTest> found = AnnotationSupport.findAnnotation(context.getTestMethod(), TernMQTest.class);
        @Nullable Class<?> type = context.getTestClass().orElse(null);
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, TernMQTest.class);
            type = type.getEnclosingClass();
        }
        return found;
    }
}
