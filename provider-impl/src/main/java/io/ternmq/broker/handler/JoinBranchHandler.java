// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.BranchJoined;
import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;

/** A session begins to work in a branch, or goes on. */
final class JoinBranchHandler implements Handler<JoinBranch> {

    private final BrokerState state;
    private final BranchWork work;

    JoinBranchHandler(BrokerState state, BranchWork work) {
        this.state = state;
        this.work = work;
    }

    @Override
    public void decide(JoinBranch request, Asking asking, Decision out) {
        long connection = asking.connection().id();
        if (request.how() == JoinBranch.How.NEW) {
            requireNew(request);
        } else {
            Branch branch = work.require(request.branch());
            if (branch.state() == Branch.State.DOOMED) {
                out.answer(BranchWork.verdict(branch));
                return;
            }
            requireJoinable(branch, request, new TransactionKey(connection, request.transaction()));
        }
        long timeout = request.timeoutMillis();
        long due = timeout == 0 ? 0 : asking.nowMillis() + timeout;
        out.record(new BranchJoined(request.branch(), connection, request.transaction(), due));
        out.answer(new Reply.Voted(Vote.DONE));
    }

    private void requireNew(JoinBranch request) {
        if (state.branches().find(request.branch()) != null) {
            throw new ProviderException(
                    ErrorCode.DUPLICATE_BRANCH, "The branch exists already: join it, or finish it first.");
        }
    }

    private static void requireJoinable(Branch branch, JoinBranch request, TransactionKey key) {
        if (branch.isLasting()) {
            throw BranchWork.wrongState("The branch is prepared: nobody can work in it any more.");
        }
        if (request.how() == JoinBranch.How.RESUME && branch.part(key) != Branch.Part.SUSPENDED) {
            throw BranchWork.wrongState("The session was not suspended in the branch.");
        }
    }
}
