// SPDX-License-Identifier: Apache-2.0
package io.ternmq.selector;

import org.jspecify.annotations.Nullable;

/**
 * The names a selector reads, as one message answers them. A call must have no side effect that a selector could see:
 * a name may be asked several times, or not at all, during one evaluation.
 */
@FunctionalInterface
public interface Variables {

    /**
     * Answers the value of a header field or property.
     *
     * @param name the case-sensitive name; {@code JMSDeliveryMode} is answered with {@code "PERSISTENT"} or
     *     {@code "NON_PERSISTENT"}
     * @return a {@code String}, {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer}, {@code Long},
     *     {@code Float} or {@code Double}, or null when the message has no such value
     */
    @Nullable Object value(String name);
}
