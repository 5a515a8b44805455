// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.io.Serial;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The client of an interface with {@link io.ternmq.api.listen.RequestTo} methods, which asks somewhere else. Needed
 * only where a bean of the same program implements the interface; without one, the client is the only bean of that
 * type.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Remote {

    /** For {@code Instance.select}. */
    @SuppressWarnings("ClassExplicitlyAnnotation") // that is what a literal is
    final class Literal extends AnnotationLiteral<Remote> implements Remote {

        /** The one. */
        public static final Literal INSTANCE = new Literal();

        @Serial
        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
