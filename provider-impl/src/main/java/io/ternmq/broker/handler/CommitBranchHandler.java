// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;

/** A branch ends well: what was consumed is gone and what was sent is delivered, in one step. */
final class CommitBranchHandler implements Handler<CommitBranch> {

    private final BranchWork work;

    CommitBranchHandler(BranchWork work) {
        this.work = work;
    }

    @Override
    public void decide(CommitBranch request, Asking asking, Decision out) {
        Branch branch = work.requireUndecided(request.branch());
        BranchWork.requireIdle(branch);
        if (branch.state() == Branch.State.DOOMED) {
            out.answer(work.tell(branch, out));
            return;
        }
        boolean prepared = branch.state() == Branch.State.PREPARED;
        if (prepared == request.isOnePhase()) {
            throw BranchWork.wrongState(
                    prepared ? "The branch is prepared: commit it in two phases." : "The branch is not prepared.");
        }
        if (request.isOnePhase() && work.isConflicting(branch)) {
            work.undo(branch, "an event has not the version that was expected", asking.nowMillis(), out);
            out.answer(new Reply.Voted(Vote.ROLLED_BACK));
            return;
        }
        work.carryOut(branch, asking.nowMillis(), out);
        out.answer(new Reply.Voted(Vote.DONE));
    }
}
