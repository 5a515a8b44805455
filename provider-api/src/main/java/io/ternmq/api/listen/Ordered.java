// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Messages with the same key are handled one after the other, in the order in which they came; others at the same time,
 * as many as the listener's {@code concurrency}. Holds within one listener of one process. What is received together is
 * settled together, so that nothing that comes later is settled before what came earlier.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Ordered {

    /** The property that is the key; empty: the key of the message, {@code JMS_TERN_Key}, else {@code JMSXGroupID}. */
    String key() default "";
}
