// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;

/**
 * A message was consumed within a branch, which holds it from here on. Said once when the session leaves the branch and
 * once more, to last, when the branch is prepared.
 *
 * @param branch    the branch
 * @param mailbox   number of the mailbox
 * @param entry     number of the message
 * @param isDurable whether the branch is prepared and message and mailbox are durable
 */
public record Claimed(BranchId branch, long mailbox, long entry, boolean isDurable) implements Fact {

    @Override
    public void applyTo(FactVisitor state) {
        state.onClaimed(this);
    }
}
