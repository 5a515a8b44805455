// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Chooses among the messages of a listener by their headers and properties; Jakarta Messaging 3.1, section 3.8.1.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface MessageSelector {

    /** The selector, such as {@code magnitude >= 4.5}. A part such as {@code ${limit}} is looked up in the settings. */
    String value();
}
