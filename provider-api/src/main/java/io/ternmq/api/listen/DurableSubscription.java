// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.listen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The subscription goes on while nobody listens; Jakarta Messaging 3.1, sections 4.2.3 and 8.3.3. Alone it is for one
 * listener and needs a client identifier of the connection; with {@link Shared} many have it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DurableSubscription {
}
