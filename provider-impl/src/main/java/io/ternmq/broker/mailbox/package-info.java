// SPDX-License-Identifier: Apache-2.0
/**
 * Queues and the backlogs of subscriptions: one kind of place where messages wait, are in flight, and leave. Owned by
 * the shard; changed only by applying facts.
 */
@NullMarked
package io.ternmq.broker.mailbox;

import org.jspecify.annotations.NullMarked;
