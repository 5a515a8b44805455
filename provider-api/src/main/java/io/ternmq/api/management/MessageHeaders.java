// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * Headers of a message.
 *
 * @param destination      where it was sent, {@code queue://name} or {@code topic://name}
 * @param replyTo          where answers go, in the same form, or null
 * @param correlationId    what it is an answer to, or null; one of bytes in hexadecimal digits
 * @param type             {@code JMSType}, or null
 * @param priority         0 to 9
 * @param isPersistent     whether it survives the broker
 * @param timestampMillis  when it was sent, in milliseconds since 1970; 0 when its sender did not say
 * @param expirationMillis when it stops being deliverable, in milliseconds since 1970; 0 for never
 */
public record MessageHeaders(
        String destination,
        @Nullable String replyTo,
        @Nullable String correlationId,
        @Nullable String type,
        int priority,
        boolean isPersistent,
        long timestampMillis,
        long expirationMillis) {}
