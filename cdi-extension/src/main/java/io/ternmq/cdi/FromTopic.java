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
 * Observers with this qualifier see the messages of a topic as CDI events:
 *
 * <pre>{@code
 * void onOrder(@Observes @FromTopic("orders.created") Order order) { … }
 * }</pre>
 *
 * <p>The type of the observed event is the type of the body. A message is settled when all observers have returned;
 * when one throws, it goes to the dead letters.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface FromTopic {

    /** The topic or pattern. A part such as {@code ${orders.topic}} is looked up in the settings. */
    String value();

    /** For {@code Event.select}. */
    @SuppressWarnings("ClassExplicitlyAnnotation") // that is what a literal is
    final class Literal extends AnnotationLiteral<FromTopic> implements FromTopic {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * Makes the qualifier.
         *
         * @param value the topic or pattern
         * @return the qualifier
         */
        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
