// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.message.MessageRef;

/**
 * A message is in one mailbox or more.
 *
 * @param entry number of the message, the same in all of them; numbers only grow
 * @param message the message
 * @param mailboxes numbers of the mailboxes; handed over, not copied
 * @param dueMillis when it may be delivered, in milliseconds since 1970; 0 for at once
 * @param isDurable whether the message is persistent and one of the mailboxes durable
 */
@SuppressWarnings("ArrayRecordComponent") // handed over and never changed; on the way of every message
public record Routed(long entry, MessageRef message, long[] mailboxes, long dueMillis, boolean isDurable)
        implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onRouted(this);
    }
}
