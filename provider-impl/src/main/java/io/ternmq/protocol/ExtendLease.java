// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/**
 * Keeps a leased message longer; answered by {@link Reply.Done}, or refused with {@code LEASE_LOST}.
 *
 * @param consumer    number of the consumer, of a {@link Source.OfLeases}
 * @param delivery    number of the delivery
 * @param attempt     which delivery of the message it is: a later one is another lease
 * @param leaseMillis how long from now on, 1 or more
 */
public record ExtendLease(long consumer, long delivery, int attempt, long leaseMillis) implements Request {}
