// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that is a property of the message, converted as Jakarta Messaging 3.1, section 3.5.4 says. One that is
 * not there is null, or a failure of the delivery when the parameter is primitive; an {@code Optional} takes both.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface MessageProperty {

    /** Name of the property. */
    String value();
}
