// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.Map;
import java.util.TreeMap;

/**
 * What ever happened in a queue or subscription since the broker started. All of these only grow, so that rates follow
 * from two readings.
 *
 * @param enqueued     messages that came in
 * @param acknowledged messages that were acknowledged
 * @param redelivered  deliveries that were undone and counted as an attempt
 * @param deadLettered messages that were moved to the dead-letter queue because their attempts were used up
 * @param expired      messages whose time-to-live ended here
 * @param dropped      messages dropped under {@link io.ternmq.api.policy.FullPolicy#DROP_OLDEST}
 * @param expiredKept  those of the expired messages that went on to the expiry queue
 * @param withdrawn    messages that an operator purged, moved away or retried
 */
public record MailboxTotals(
        long enqueued,
        long acknowledged,
        long redelivered,
        long deadLettered,
        long expired,
        long dropped,
        long expiredKept,
        long withdrawn) {

    /**
     * Totals of a place where nothing went to an expiry queue and no operator took anything away.
     *
     * @param enqueued     messages that came in
     * @param acknowledged messages that were acknowledged
     * @param redelivered  deliveries that were undone and counted as an attempt
     * @param deadLettered messages that were moved to the dead-letter queue
     * @param expired      messages whose time-to-live ended here
     * @param dropped      messages dropped under {@link io.ternmq.api.policy.FullPolicy#DROP_OLDEST}
     */
    public MailboxTotals(
            long enqueued, long acknowledged, long redelivered, long deadLettered, long expired, long dropped) {
        this(enqueued, acknowledged, redelivered, deadLettered, expired, dropped, 0, 0);
    }

    /**
     * Messages that became dead letters here, by the reason that each of them carries in {@code
     * JMS_TERN_DeadLetterReason}.
     *
     * @return reason to number, each reason always present
     */
    public Map<String, Long> deadLettersByReason() {
        Map<String, Long> byReason = new TreeMap<>();
        byReason.put("MAX_DELIVERY_ATTEMPTS", deadLettered);
        byReason.put("EXPIRED", expiredKept);
        return byReason;
    }
}
