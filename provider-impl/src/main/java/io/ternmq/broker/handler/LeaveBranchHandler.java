// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.BranchLeft;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Decision;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A session ends to work in a branch, or pauses. */
final class LeaveBranchHandler implements Handler<LeaveBranch> {

    private static final String FAILED = "the transaction failed";

    private final BranchWork work;
    private final Settling settling;

    LeaveBranchHandler(BranchWork work, Settling settling) {
        this.work = work;
        this.settling = settling;
    }

    @Override
    public void decide(LeaveBranch request, Asking asking, Decision out) {
        Branch branch = work.require(request.branch());
        long connection = asking.connection().id();
        TransactionKey key = new TransactionKey(connection, request.transaction());
        requireLeavable(branch, request, key);
        boolean suspended = request.how() == LeaveBranch.How.SUSPEND;
        String cause = causeIn(request.settlements());
        out.record(new BranchLeft(branch.id(), connection, request.transaction(), suspended, cause));
        if (branch.state() == Branch.State.DOOMED) {
            fail(request.settlements(), asking, out);
            out.answer(branch.isTold() ? new Reply.Voted(Vote.DONE) : BranchWork.verdict(branch));
            work.forgetWithout(key::equals, branch, out);
            return;
        }
        if (request.how() == LeaveBranch.How.FAIL) {
            fail(request.settlements(), asking, out);
            String known = cause == null ? branch.causeOr(FAILED) : cause;
            work.doom(branch, known, false, asking.nowMillis(), out);
        } else {
            claim(branch.id(), request.settlements(), asking, out);
        }
        out.answer(new Reply.Voted(Vote.DONE));
    }

    /** Bounded, since the branch keeps it. */
    private static @Nullable String causeIn(List<Settlement> settlements) {
        return settlements.stream()
                .map(Settlement::cause)
                .filter(Objects::nonNull)
                .findFirst()
                .map(DeadLetters::shorten)
                .orElse(null);
    }

    private static void requireLeavable(Branch branch, LeaveBranch request, TransactionKey key) {
        Branch.Part part = branch.part(key);
        if (part == Branch.Part.ENDED) {
            throw BranchWork.wrongState("The session does not work in the branch.");
        }
        if (part == Branch.Part.SUSPENDED && request.how() == LeaveBranch.How.SUSPEND) {
            throw BranchWork.wrongState("The session is suspended in the branch already.");
        }
    }

    private static void claim(BranchId branch, List<Settlement> settlements, Asking asking, Decision out) {
        for (Settlement settlement : settlements) {
            MailboxConsumer consumer = asking.connection().consumers().get(settlement.consumer());
            if (consumer == null) {
                continue;
            }
            for (long delivery : settlement.deliveries()) {
                Entry entry = Settling.inFlight(consumer, delivery);
                if (entry != null) {
                    out.record(new Claimed(branch, entry.mailbox().id(), entry.id(), false));
                }
            }
        }
    }

    private void fail(List<Settlement> settlements, Asking asking, Decision out) {
        List<Settlement> failed = new ArrayList<>();
        for (Settlement settlement : settlements) {
            boolean unseen = settlement.outcome() == Outcome.RELEASED;
            failed.add(unseen ? settlement : failed(settlement));
        }
        settling.settle(failed, asking, out);
    }

    private static Settlement failed(Settlement consumed) {
        String cause = consumed.cause() == null ? FAILED : consumed.cause();
        return new Settlement(consumed.consumer(), Outcome.FAILED, consumed.deliveries(), cause);
    }
}
