// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.table;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;
import java.io.Serial;
import java.lang.annotation.Annotation;

/** Scopes that a bean with listeners may have. */
enum Scope {
    APPLICATION(ApplicationScoped.Literal.INSTANCE, true),
    REQUEST(RequestScoped.Literal.INSTANCE, false),
    DEPENDENT(Dependent.Literal.INSTANCE, false),
    SINGLETON(new OfSingleton(), true);

    private final Annotation annotation;
    private final boolean lasting;

    Scope(Annotation annotation, boolean lasting) {
        this.annotation = annotation;
        this.lasting = lasting;
    }

    Annotation annotation() {
        return annotation;
    }

    /** Whether one instance serves all messages. */
    boolean isLasting() {
        return lasting;
    }

    @SuppressWarnings("ClassExplicitlyAnnotation") // that is what a literal is
    private static final class OfSingleton extends AnnotationLiteral<Singleton> implements Singleton {

        @Serial
        private static final long serialVersionUID = 1L;
    }
}
