// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that takes messages from topics. The method may be repeated under several topics; each has consumers of its
 * own. What the parameters mean, see {@link Listeners}. Without {@link DurableSubscription} or {@link Shared} the
 * subscription ends with the listener.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(TopicListeners.class)
public @interface TopicListener {

    /**
     * The topic or pattern, such as {@code quake.*.earthquake}; may end in options of a stream's reader, such as {@code
     * orders?replay=earliest}. A part such as {@code ${quake.topic}} is looked up in the settings.
     */
    String value();

    /** How many messages are handled at a time; 1 or more. With more than one, messages overtake one another. */
    int concurrency() default 1;

    /**
     * Where to begin in the stream behind the topic: {@code earliest}, {@code latest}, {@code offset:17}, {@code
     * time:2026-10-01T00:00Z} or {@code last:100}. Empty: only what is sent from now on. Needs a TernMQ broker.
     */
    String replay() default "";

    /**
     * How long one attempt may take, such as {@code 500ms}, {@code 10s} or {@code PT10S}; then it has failed: its
     * thread is interrupted, or its stage cancelled. Empty: no limit.
     */
    String timeout() default "";
}
