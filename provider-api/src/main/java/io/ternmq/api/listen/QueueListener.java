// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that takes messages from a queue. The annotation may be repeated; each queue has consumers of its own. What
 * the parameters mean, see {@link Listeners}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(QueueListeners.class)
public @interface QueueListener {

    /** The queue. A part such as {@code ${alerts.queue}} is looked up in the settings. */
    String value();

    /** How many messages are handled at a time; 1 or more. With more than one, messages overtake one another. */
    int concurrency() default 1;

    /**
     * How long one attempt may take, such as {@code 500ms}, {@code 10s} or {@code PT10S}; then it has failed: its
     * thread is interrupted, or its stage cancelled. Empty: no limit.
     */
    String timeout() default "";
}
