// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.Enlistment;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;
import java.util.List;

/** A branch promises that it can be committed. */
final class PrepareBranchHandler implements Handler<PrepareBranch> {

    private final BranchWork work;

    PrepareBranchHandler(BranchWork work) {
        this.work = work;
    }

    @Override
    public void decide(PrepareBranch request, Asking asking, Decision out) {
        Branch branch = work.require(request.branch());
        BranchWork.requireIdle(branch);
        switch (branch.state()) {
            case COMMITTED, ROLLED_BACK -> throw BranchWork.decided(branch);
            case PREPARED -> throw BranchWork.wrongState("The branch is prepared already.");
            case DOOMED -> out.answer(work.tell(branch, out));
            case OPEN -> prepare(branch, asking, out);
        }
    }

    private void prepare(Branch branch, Asking asking, Decision out) {
        List<Enlistment> sends = work.sendsOf(branch);
        if (work.isConflicting(branch)) {
            work.undo(branch, "an event has not the version that was expected", asking.nowMillis(), out);
            out.answer(new Reply.Voted(Vote.ROLLED_BACK));
            return;
        }
        if (sends.isEmpty() && branch.claims().isEmpty()) {
            work.end(branch, out);
            out.answer(new Reply.Voted(Vote.READ_ONLY));
            return;
        }
        out.record(new BranchPrepared(branch.id(), asking.nowMillis()));
        for (Enlistment send : sends) {
            out.record(new Enlisted(branch.id(), send.message(), send.connection(), send.clientId()));
        }
        for (Claim claim : branch.claims()) {
            Entry entry = work.find(claim);
            if (entry != null) {
                out.record(new Claimed(branch.id(), claim.mailbox(), claim.entry(), entry.isDurable()));
            }
        }
        out.answer(new Reply.Voted(Vote.DONE));
    }
}
