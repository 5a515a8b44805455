// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Reply;

/** A manager looks for branches that wait for it, those included that were decided in its place. */
final class RecoverBranchesHandler implements Handler<RecoverBranches> {

    private final BrokerState state;

    RecoverBranchesHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(RecoverBranches request, Asking asking, Decision out) {
        out.answer(new Reply.InDoubt(state.branches().lasting().stream().map(Branch::id).toList()));
    }
}
