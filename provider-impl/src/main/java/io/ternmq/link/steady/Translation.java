// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.ErrorCode;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Await;
import io.ternmq.protocol.CloseConsumer;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.DeleteTemporary;
import io.ternmq.protocol.EndLease;
import io.ternmq.protocol.ExtendLease;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.PutSchedule;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.RunSchedule;
import io.ternmq.protocol.Send;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import java.util.List;
import java.util.Set;

/**
 * Decides what becomes of a request, given what the broker has forgotten. Two questions: what to hand over in this
 * life of the connection, and what to do with something that an earlier life left without an answer. Under the
 * monitor of the link.
 */
final class Translation {

    /** What they ask for was done when the broker forgot the connection. */
    private static final Set<Class<? extends Request>> ENDED_WITH_ITS_LINK =
            Set.of(Credit.class, Await.class, CloseConsumer.class, DeleteTemporary.class);

    private static final Reply.Refused ROLLED_BACK = new Reply.Refused(
            ErrorCode.TRANSACTION_ROLLED_BACK,
            "The transaction was rolled back: the broker was lost in the middle of it. Its messages come again; begin"
                    + " it anew.");
    private static final Reply.Refused LOST_BRANCH = new Reply.Refused(
            ErrorCode.TRANSACTION_ROLLED_BACK,
            "The broker was lost while the branch was open, and the branch with it.");
    private static final Reply.Refused PERHAPS_RUN = new Reply.Refused(
            ErrorCode.CONNECTION_LOST,
            "The broker was lost before it answered; list the schedules to see what became of the request. Asking"
                    + " again might run the schedule twice.");
    private static final Reply.Refused LEASE_LOST = new Reply.Refused(
            ErrorCode.LEASE_LOST,
            "The connection was lost, and the lease with it: the message is back in its queue, or somebody else has"
                    + " it.");
    private static final Reply.Refused IN_DOUBT = new Reply.Refused(
            ErrorCode.CONNECTION_LOST,
            "The broker was lost before it answered; what became of the branch is told by a recovery scan.");

    private final Deliveries deliveries;
    private final LocalWork work;

    Translation(Deliveries deliveries, LocalWork work) {
        this.deliveries = deliveries;
        this.work = work;
    }

    // --- handed over for the first time -----------------------------------------------------------------------------

    Step first(Request request) {
        if (request instanceof Send send) {
            return firstSend(send);
        } else if (request instanceof Acknowledge acknowledge) {
            return acknowledge(acknowledge);
        } else if (request instanceof Settle settle) {
            return settle(settle.settlements());
        } else if (request instanceof Commit commit) {
            return firstCommit(commit);
        } else if (request instanceof Rollback rollback) {
            work.ended(rollback.transaction());
            return new Step.Forward(new Rollback(rollback.transaction(), known(rollback.settlements())));
        } else if (request instanceof CloseConsumer close) {
            return new Step.Forward(new CloseConsumer(close.consumer(), known(close.settlements())));
        } else if (request instanceof LeaveBranch leave) {
            return firstLeave(leave);
        } else if (request instanceof RollbackBranch rollback) {
            return new Step.Forward(new RollbackBranch(rollback.branch(), known(rollback.settlements())));
        } else if (request instanceof ExtendLease extend) {
            return leased(extend.delivery(), new ExtendLease(
                    extend.consumer(), Deliveries.numberOf(extend.delivery()), extend.attempt(), extend.leaseMillis()));
        } else if (request instanceof EndLease end) {
            return leased(end.delivery(), new EndLease(
                    end.consumer(),
                    Deliveries.numberOf(end.delivery()),
                    end.attempt(),
                    end.outcome(),
                    end.cause(),
                    end.delayMillis()));
        }
        return new Step.Forward(request);
    }

    private Step leased(long delivery, Request request) {
        return deliveries.isStale(delivery) ? new Step.Answered(LEASE_LOST) : new Step.Forward(request);
    }

    private Step firstSend(Send send) {
        if (send.transaction() == 0) {
            return new Step.Forward(send);
        }
        if (work.isLost(send.transaction())) {
            return new Step.Answered(send.transaction() < 0 ? LOST_BRANCH : Reply.Done.INSTANCE);
        }
        work.sent(send);
        return new Step.Forward(send);
    }

    private Step acknowledge(Acknowledge acknowledge) {
        Acknowledge known = deliveries.translate(acknowledge);
        if (known != null) {
            return new Step.Forward(known);
        }
        deliveries.acceptedInVain(acknowledge.consumer(), acknowledge.delivery());
        List<Request> credit = acknowledge.credit() > 0
                ? List.of(new Credit(acknowledge.consumer(), acknowledge.credit()))
                : List.of();
        return new Step.Answered(Reply.Done.INSTANCE, credit);
    }

    private Step settle(List<Settlement> settlements) {
        List<Settlement> known = known(settlements);
        return known.isEmpty() ? new Step.Answered(Reply.Done.INSTANCE) : new Step.Forward(new Settle(known));
    }

    private List<Settlement> known(List<Settlement> settlements) {
        deliveries.acceptedInVain(settlements);
        return deliveries.translate(settlements);
    }

    private Step firstCommit(Commit commit) {
        if (work.isLost(commit.transaction()) || deliveries.isStale(commit.settlements())) {
            return rollBack(commit);
        }
        return new Step.Forward(
                new Commit(commit.transaction(), deliveries.translate(commit.settlements()), true));
    }

    /** What was consumed in this life goes back with the rest, and counts as failed. */
    private Step rollBack(Commit commit) {
        work.ended(commit.transaction());
        return new Step.Answered(ROLLED_BACK, List.of(new Rollback(commit.transaction(), List.of())));
    }

    private Step firstLeave(LeaveBranch leave) {
        boolean isWhole = !work.isLost(leave.transaction()) && !deliveries.isStale(leave.settlements());
        work.ended(leave.transaction());
        LeaveBranch.How how = isWhole ? leave.how() : LeaveBranch.How.FAIL;
        return new Step.Forward(new LeaveBranch(
                leave.branch(), leave.transaction(), how, deliveries.translate(leave.settlements())));
    }

    // --- left without an answer by an earlier life ------------------------------------------------------------------

    Step again(Request request) {
        if (request instanceof Send send) {
            return sendAgain(send);
        } else if (request instanceof Commit commit) {
            boolean isRepeatable = commit.settlements().isEmpty() && !work.isLost(commit.transaction());
            return new Step.InDoubt(commit.transaction(), isRepeatable);
        } else if (request instanceof PrepareBranch) {
            return new Step.Answered(IN_DOUBT);
        } else if (request instanceof CommitBranch commit) {
            return commit.isOnePhase() ? new Step.Answered(IN_DOUBT) : new Step.Repeat(commit, IN_DOUBT);
        } else if (request instanceof PutSchedule || request instanceof RunSchedule) {
            return new Step.Answered(PERHAPS_RUN);
        }
        return ENDED_WITH_ITS_LINK.contains(request.getClass())
                ? new Step.Answered(Reply.Done.INSTANCE)
                : first(request);
    }

    /** A message that is not persistent is delivered at most once: it is not sent again. */
    private Step sendAgain(Send send) {
        if (send.transaction() != 0 && work.isLost(send.transaction())) {
            return new Step.Answered(send.transaction() < 0 ? LOST_BRANCH : Reply.Done.INSTANCE);
        }
        boolean isTaken = send.transaction() == 0 && !send.message().isPersistent();
        return isTaken
                ? new Step.Answered(Reply.Done.INSTANCE)
                : new Step.Forward(new Send(send.message(), send.transaction(), true));
    }

    /** The answer to a commit of which is certain that it did not take place. */
    static Reply.Refused rolledBack() {
        return ROLLED_BACK;
    }
}
