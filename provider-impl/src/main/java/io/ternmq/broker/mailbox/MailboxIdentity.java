// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.message.Address;
import org.jspecify.annotations.Nullable;

/**
 * Whose mailbox it is.
 *
 * @param address      the queue, or the topic or pattern of a subscription
 * @param subscription name of the subscription; null for a queue and for a subscription without name
 * @param label        how people call it
 * @param durable      whether persistent messages survive the broker here
 */
public record MailboxIdentity(Address address, @Nullable String subscription, String label, boolean durable) {}
