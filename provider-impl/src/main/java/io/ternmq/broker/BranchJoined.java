// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;

/**
 * A session works in a branch, which is made when it does not exist.
 *
 * @param branch      the branch
 * @param connection  number of the connection
 * @param transaction number of the session's part on it
 * @param dueMillis   when a new branch is rolled back, in milliseconds since 1970; 0 for never
 */
public record BranchJoined(BranchId branch, long connection, long transaction, long dueMillis) implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchJoined(this);
    }
}
