// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.protocol.BranchId;
import org.jspecify.annotations.Nullable;

/**
 * Decides branches in place of transaction managers that do not come: what X/Open calls a heuristic decision. Changes
 * nothing by itself.
 */
public final class Arbitration {

    private final BranchWork work;
    private final long nowMillis;

    Arbitration(BrokerState state, long nowMillis) {
        this.work = BranchWork.over(state);
        this.nowMillis = nowMillis;
    }

    /**
     * A branch is to be committed or rolled back, at once and for good.
     *
     * @throws ProviderException with {@code BRANCH_STATE} when it is not prepared; as its manager is refused when it
     *         was decided by hand already
     */
    public void decide(BranchId id, boolean isCommitted, @Nullable String by, Decision out) {
        Branch branch = work.requireUndecided(id);
        if (branch.state() != Branch.State.PREPARED) {
            throw BranchWork.wrongState("The branch is not prepared; only its manager and its sessions can end it.");
        }
        work.decide(branch, isCommitted, by, nowMillis, out);
        out.done();
    }

    /** What was decided is to be forgotten, because no manager will ever ask. */
    public void forget(BranchId id, Decision out) {
        work.forget(work.require(id), out);
        out.done();
    }
}
