// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.message.Address;
import org.jspecify.annotations.Nullable;

/**
 * A destination that exists: a queue with its mailbox, or a temporary topic. Immutable.
 *
 * @param address its address
 * @param mailbox the mailbox of a queue; null for a topic
 * @param owner   number of the connection whose end ends it; 0 for none
 */
public record Destination(Address address, @Nullable Mailbox mailbox, long owner) {}
