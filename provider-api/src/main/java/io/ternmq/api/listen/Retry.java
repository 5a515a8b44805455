// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How often and how soon a listener tries again. Without it a message has one attempt. What has failed for good goes
 * where {@link DeadLetter} says.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Retry {

    /** How many attempts a message has, the first included; 1 or more. */
    int maxAttempts() default 3;

    /** Pause before the second attempt, such as {@code 500ms} or {@code PT1S}. */
    String delay() default "1s";

    /** Each further pause is longer by this factor; 1 or more. */
    double multiplier() default 2.0;

    /** No pause is longer. */
    String maxDelay() default "1m";

    /** Makes each pause longer or shorter at random by up to this part of it; from 0 to 1. */
    double jitter() default 0;

    /** Failures that are worth trying again, with their subclasses; others are final. */
    Class<? extends Throwable>[] on() default {Throwable.class};

    /** Failures among those that are final all the same; the nearest class decides, this one when both name it. */
    Class<? extends Throwable>[] notOn() default {};
}
