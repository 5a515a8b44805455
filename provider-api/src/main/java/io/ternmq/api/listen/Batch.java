// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that takes several messages at once: its payload is a {@code List} of bodies or of {@link
 * io.ternmq.api.pattern.Incoming}. They are settled together, except for those that a returned {@link BatchOutcome}
 * names; these are tried again, or go to the dead letters, one by one. When the method throws, all of them have failed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Batch {

    /** No more than this at once; 1 or more. */
    int size();

    /** How long the first may wait for others, such as {@code 200ms}. */
    String timeout();
}
