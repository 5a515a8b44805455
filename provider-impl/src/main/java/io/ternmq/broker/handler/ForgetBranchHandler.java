// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.protocol.ForgetBranch;

/** A manager has learnt what an operator decided in its place. */
final class ForgetBranchHandler implements Handler<ForgetBranch> {

    private final BranchWork work;

    ForgetBranchHandler(BranchWork work) {
        this.work = work;
    }

    @Override
    public void decide(ForgetBranch request, Asking asking, Decision out) {
        work.forget(work.require(request.branch()), out);
        out.done();
    }
}
