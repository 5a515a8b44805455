// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.RollbackBranch;
import org.jspecify.annotations.Nullable;

/** A branch is undone, whether or not everybody has finished: some managers ask before that. */
final class RollbackBranchHandler implements Handler<RollbackBranch> {

    private final BranchWork work;
    private final Settling settling;

    RollbackBranchHandler(BranchWork work, Settling settling) {
        this.work = work;
        this.settling = settling;
    }

    /** What the session lets go with it goes back in any case: the session thinks no more of it. */
    @Override
    public void decide(RollbackBranch request, Asking asking, Decision out) {
        Branch branch = undecided(request, out);
        if (branch != null) {
            work.rollBack(branch, asking.nowMillis(), out);
            out.done();
        }
        settling.settle(request.settlements(), asking, out);
    }

    /** The branch, or null when it was refused. */
    private @Nullable Branch undecided(RollbackBranch request, Decision out) {
        try {
            return work.requireUndecided(request.branch());
        } catch (ProviderException e) {
            out.answer(new Reply.Refused(e.code(), String.valueOf(e.getMessage())));
            return null;
        }
    }
}
