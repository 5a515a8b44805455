// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

/**
 * How a queue or subscription is doing at one moment.
 *
 * @param oldestAgeMillis  how long ago, by the broker's clock, the oldest message was sent that is ready or in flight;
 *                         0 when there is none, or when its sender switched timestamps off
 * @param isPaused         whether deliveries are held back by {@link Management#pause}
 * @param blockedProducers sends that wait for room here
 */
public record MailboxCondition(long oldestAgeMillis, boolean isPaused, int blockedProducers) {

    /** Nothing waits, nobody is held back. */
    public static final MailboxCondition QUIET = new MailboxCondition(0, false, 0);
}
