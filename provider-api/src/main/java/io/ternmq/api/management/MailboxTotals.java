// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

/**
 * What ever happened in a queue or subscription since the broker started.
 *
 * @param enqueued     messages that came in
 * @param acknowledged messages that were acknowledged
 * @param redelivered  deliveries that were undone and counted as an attempt
 * @param deadLettered messages that were moved to the dead-letter queue
 * @param expired      messages whose time-to-live ended here
 * @param dropped      messages dropped under {@link io.ternmq.api.policy.FullPolicy#DROP_OLDEST}
 */
public record MailboxTotals(
        long enqueued, long acknowledged, long redelivered, long deadLettered, long expired, long dropped) {}
