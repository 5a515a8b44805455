// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a message goes that has failed for good. Without it, and when it says nothing, that is {@code DLQ.<queue>} or
 * {@code DLQ.<topic>.<subscription>}. The reason, the failure and the attempts are properties of the dead letter. A
 * listener to dead letters themselves has to name another queue.
 *
 * <p>When the method gives a reply and the sender of the message has asked for one, its last failure is the answer: the
 * asker gets it as a {@link io.ternmq.api.pattern.request.RemoteFailureException}, and there is no dead letter.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DeadLetter {

    /** Another queue. Empty: the usual one. */
    String value() default "";
}
