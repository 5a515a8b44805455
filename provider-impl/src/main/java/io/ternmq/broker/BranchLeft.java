// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.BranchId;
import org.jspecify.annotations.Nullable;

/**
 * A session does not work in a branch any more.
 *
 * @param branch      the branch
 * @param connection  number of the connection
 * @param transaction number of the session's part on it
 * @param isSuspended whether it will go on
 * @param cause       what went wrong in it, should the branch be rolled back, or null when it has not said
 */
public record BranchLeft(
        BranchId branch, long connection, long transaction, boolean isSuspended, @Nullable String cause)
        implements Fact {

    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public void applyTo(FactVisitor state) {
        state.onBranchLeft(this);
    }
}
