// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What of Jakarta Messaging 3.1 a test shows: numbers of sections of the specification, as in {@code 3.5.4}, or simple
 * names of interfaces of {@code jakarta.jms} where the rule stands only in their Javadoc. On a class it holds for all
 * of its tests that have none of their own. The conformance table is generated from these.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Section {

    /** The sections and interfaces. */
    String[] value();
}
