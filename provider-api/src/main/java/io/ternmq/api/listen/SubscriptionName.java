// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the subscription of a {@link TopicListener}; needed with {@link DurableSubscription} and {@link Shared}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SubscriptionName {

    /** The name; Jakarta Messaging 3.1, section 4.2.4 says how it may look. */
    String value();
}
