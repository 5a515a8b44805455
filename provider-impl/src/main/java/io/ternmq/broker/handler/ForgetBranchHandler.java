// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.protocol.ForgetBranch;

/** There is never anything to forget: the broker does not decide in place of a manager. */
final class ForgetBranchHandler implements Handler<ForgetBranch> {

    private final BranchWork work;

    ForgetBranchHandler(BranchWork work) {
        this.work = work;
    }

    @Override
    public void decide(ForgetBranch request, Asking asking, Decision out) {
        work.require(request.branch());
        throw BranchWork.wrongState("The branch waits for its manager; nothing was decided without it.");
    }
}
