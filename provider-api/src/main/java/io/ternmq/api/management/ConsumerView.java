// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * A consumer.
 *
 * @param number     its number in the broker
 * @param connection number of its connection
 * @param clientId   client identifier of its connection, or null
 * @param selector   what it takes, or null for everything
 * @param credit     how many more messages it would take now
 * @param inFlight   messages that it received and has not acknowledged
 */
public record ConsumerView(
        long number,
        long connection,
        @Nullable String clientId,
        @Nullable String selector,
        int credit,
        int inFlight) {}
