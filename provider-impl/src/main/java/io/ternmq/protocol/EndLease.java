// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Ends a lease; answered by {@link Reply.Done}, or refused with {@code LEASE_LOST}.
 *
 * @param consumer    number of the consumer, of a {@link Source.OfLeases}
 * @param delivery    number of the delivery
 * @param attempt     which delivery of the message it is: a later one is another lease
 * @param outcome     what became of the message
 * @param cause       why it failed, in words, or null
 * @param delayMillis how long nobody is to get a message that failed; 0 for what the settings of the queue say
 */
public record EndLease(
        long consumer, long delivery, int attempt, Outcome outcome, @Nullable String cause, long delayMillis)
        implements Request {}
