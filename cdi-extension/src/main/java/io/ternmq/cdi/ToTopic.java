// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import jakarta.enterprise.event.TransactionPhase;
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
 * CDI events that are fired with this qualifier are published:
 *
 * <pre>{@code
 * @Inject @ToTopic("orders.created") Event<Order> created;
 * }</pre>
 *
 * <p>{@code fire} returns when the message is with the broker, and throws when it is not. Observers of this program
 * that have the same qualifier see the event too. An observer of the same topic with {@link FromTopic} sees the
 * message, in this program as in every other; one that fires what it has observed to that topic again goes round
 * without an end.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface ToTopic {

    /** The topic. A part such as {@code ${orders.topic}} is looked up in the settings. */
    @Nonbinding
    String value();

    /** When inside a transaction: at once, or after it has been committed. */
    @Nonbinding
    TransactionPhase during() default TransactionPhase.IN_PROGRESS;

    /** For {@code Event.select}. */
    @SuppressWarnings("ClassExplicitlyAnnotation") // that is what a literal is
    final class Literal extends AnnotationLiteral<ToTopic> implements ToTopic {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String value;
        private final TransactionPhase during;

        private Literal(String value, TransactionPhase during) {
            this.value = value;
            this.during = during;
        }

        /**
         * Makes the qualifier.
         *
         * @param value  the topic
         * @param during when inside a transaction
         * @return the qualifier
         */
        public static Literal of(String value, TransactionPhase during) {
            return new Literal(value, during);
        }

        @Override
        public String value() {
            return value;
        }

        @Override
        public TransactionPhase during() {
            return during;
        }
    }
}
