// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of an interface that is a request. {@link io.ternmq.api.messaging.Messaging#client} makes an object that
 * sends them; a bean of a class that implements the interface answers them. The method has one parameter, the body, or
 * none, and others annotated with {@link MessageProperty}. What it returns is the reply: a body, a {@code
 * CompletionStage} of one, or nothing, which still waits until it was answered. What the other side throws arrives as
 * {@link io.ternmq.api.pattern.request.RemoteFailureException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequestTo {

    /** A queue, or a channel such as {@code topic://prices}; both sides must agree, so settings are not looked up. */
    String value();

    /** How long the asker waits, such as {@code 10s}. Empty: what the requester's default is. */
    String timeout() default "";

    /** How many requests a bean answers at a time; 1 or more. */
    int concurrency() default 1;
}
