// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.RollbackBranch;

/** A branch is undone, whether or not everybody has finished: some managers ask before that. */
final class RollbackBranchHandler implements Handler<RollbackBranch> {

    private final BranchWork work;
    private final Settling settling;

    RollbackBranchHandler(BranchWork work, Settling settling) {
        this.work = work;
        this.settling = settling;
    }

    @Override
    public void decide(RollbackBranch request, Asking asking, Decision out) {
        Branch branch = work.require(request.branch());
        if (branch.isDecided()) {
            settling.settle(request.settlements(), asking, out); // so that nothing stays with a session that let it go
            ProviderException why = BranchWork.decided(branch);
            out.answer(new Reply.Refused(why.code(), String.valueOf(why.getMessage())));
            return;
        }
        work.rollBack(branch, asking.nowMillis(), out);
        settling.settle(request.settlements(), asking, out);
        out.done();
    }
}
