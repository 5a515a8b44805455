// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.io.Serial;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which queue or topic something injected works with. On a field, parameter or method it is a qualifier:
 *
 * <pre>{@code
 * @Inject @Channel("orders.created") Publisher<Order> orders;
 * @Inject @Channel("queue://billing") Requester<Order, Bill> billing;
 * }</pre>
 *
 * <p>On an annotation that is a qualifier, it makes that mean the channel; on a class, it is the channel of everything
 * injected for that type of body without a qualifier.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface Channel {

    /**
     * {@code queue://name} or {@code topic://name}. A bare name is a queue for a {@link Requester}, the name of a
     * pipeline for a {@link Pipeline}, and a topic for all others. A part such as {@code ${orders.topic}} is looked
     * up in the settings.
     */
    @Nonbinding
    String value() default "";

    /** Name of the connection factory, when there are several; empty: the default one. */
    @Nonbinding
    String factory() default "";

    /** For {@code Instance.select}. */
    @SuppressWarnings("ClassExplicitlyAnnotation") // that is what a literal is
    final class Literal extends AnnotationLiteral<Channel> implements Channel {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String value;
        private final String factory;

        private Literal(String value, String factory) {
            this.value = value;
            this.factory = factory;
        }

        /**
         * Makes the qualifier.
         *
         * @param value   queue, topic or pipeline
         * @param factory name of the connection factory, or empty
         * @return the qualifier
         */
        public static Literal of(String value, String factory) {
            return new Literal(value, factory);
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public String factory() {
            return factory;
        }
    }
}
