// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.client.ClientConnection;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.ForgetBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Vote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The branches of distributed transactions that a session works in: one at a time, while others are suspended. What
 * concerns a branch as a whole works after the session is closed, as long as its connection is open. Any thread may
 * call; guarded by its own monitor.
 */
public final class Branches {

    private final ClientConnection connection;
    private final ClientSession session;
    private final Map<BranchId, Long> suspended = new HashMap<>();
    /** Ended by the closing of the session, though the manager has not said so yet. */
    private final Set<BranchId> leftBehind = new HashSet<>();
    /** Begun here and not prepared or finished yet; the link is held for them. Those that are prepared outlive it. */
    private final Set<BranchId> begun = new HashSet<>();
    private @Nullable BranchId active;
    private volatile long activeNumber;

    Branches(ClientConnection connection, ClientSession session) {
        this.connection = connection;
        this.session = session;
    }

    /** Names the broker as long as it runs; the same for all its connections. */
    public String broker() {
        return connection.broker();
    }

    /** The number for a message that is sent now, or 0 outside of every branch. */
    long activeNumber() {
        return activeNumber;
    }

    /**
     * Begins to work in a branch.
     *
     * @param timeoutMillis how long a new branch may take, in milliseconds; 0 for no limit
     */
    public synchronized Vote start(BranchId branch, JoinBranch.How how, long timeoutMillis) {
        session.requireOpen();
        if (active != null) {
            throw wrongState("The session works in a branch already: end or suspend that first.");
        }
        boolean resumes = how == JoinBranch.How.RESUME;
        long number = resumes ? suspended.getOrDefault(branch, 0L) : -connection.nextTransaction();
        Vote vote = vote(new JoinBranch(branch, how, number, timeoutMillis));
        if (vote == Vote.DONE) {
            if (how == JoinBranch.How.NEW && begun.add(branch)) {
                connection.hold();
            }
            suspended.remove(branch);
            active = branch;
            activeNumber = number;
            session.consumption().enlist(true);
        }
        return vote;
    }

    /** Ends to work in a branch, or pauses; what was consumed in it is the branch's from here on. */
    public Vote end(BranchId branch, LeaveBranch.How how) {
        if (isActive(branch)) {
            session.awaitCompletions(); // not under the monitor: the callbacks that are waited for may come in here
        }
        return endNow(branch, how);
    }

    private synchronized boolean isActive(BranchId branch) {
        return branch.equals(active);
    }

    private synchronized Vote endNow(BranchId branch, LeaveBranch.How how) {
        if (leftBehind.remove(branch)) {
            return Vote.DONE;
        }
        boolean isActive = isActive(branch);
        long number = isActive ? activeNumber : suspended.getOrDefault(branch, 0L);
        if (!isActive) {
            Vote vote = vote(new LeaveBranch(branch, number, how, List.of()));
            suspended.remove(branch);
            return vote;
        }
        boolean fails = how == LeaveBranch.How.FAIL;
        Work work = leave();
        List<Settlement> settlements =
                work.saidIn(fails ? session.withdraw(work.consumed(), work.failure()) : work.accepted());
        try {
            if (how == LeaveBranch.How.SUSPEND) {
                suspended.put(branch, number);
            }
            return vote(new LeaveBranch(branch, number, how, settlements));
        } finally {
            if (fails) {
                session.resumeConsumers();
            }
        }
    }

    private Work leave() {
        active = null;
        activeNumber = 0;
        String failure = session.consumption().failure();
        session.consumption().enlist(false);
        return new Work(session.consumption().takeKept(), failure);
    }

    /** What was consumed in a branch since the session came into it, and what a listener has thrown. */
    private record Work(List<Event.Deliver> consumed, @Nullable String failure) {

        List<Settlement> accepted() {
            return Settlements.of(Outcome.ACCEPTED, consumed, failure);
        }

        /** The failure is said in any case: what was consumed may have been handed over with a pause. */
        List<Settlement> saidIn(List<Settlement> settlements) {
            if (failure != null && consumed.isEmpty()) {
                settlements.add(new Settlement(0, Outcome.ACCEPTED, new long[0], failure));
            }
            return settlements;
        }
    }

    /** Asks whether a branch can be committed. */
    public Vote prepare(BranchId branch) {
        Vote vote = finishing(branch, () -> vote(new PrepareBranch(branch)));
        if (vote != Vote.DONE || !session.isClosed()) {
            finished(branch); // once prepared it needs this link no longer, unless its manager is all that is left here
        }
        return vote;
    }

    /** Commits a branch. */
    public Vote commit(BranchId branch, boolean isOnePhase) {
        Vote vote = finishing(branch, () -> vote(new CommitBranch(branch, isOnePhase)));
        finished(branch);
        return vote;
    }

    private Vote finishing(BranchId branch, Supplier<Vote> step) {
        try {
            return step.get();
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.UNKNOWN_BRANCH) {
                finished(branch);
            }
            throw e;
        }
    }

    private synchronized void finished(BranchId branch) {
        leftBehind.remove(branch);
        if (begun.remove(branch)) {
            connection.release();
        }
    }

    /**
     * Rolls a branch back, also when other sessions still work in it; what this session has not shown to anybody yet
     * finds its old place too.
     */
    public synchronized void rollback(BranchId branch) {
        if (isActive(branch)) {
            throw wrongState("The session still works in the branch: end() comes first.");
        }
        finishing(branch, () -> {
            undo(branch);
            return Vote.DONE;
        });
        finished(branch);
    }

    private void undo(BranchId branch) {
        boolean settles = active == null && !session.isClosed();
        List<Settlement> settlements = settles ? session.withdraw(List.of(), null) : List.of();
        try {
            call(new RollbackBranch(branch, settlements));
        } finally {
            if (settles) {
                session.resumeConsumers();
            }
        }
    }

    /** Forgets a branch that was decided in place of its manager. */
    public void forget(BranchId branch) {
        finishing(branch, () -> vote(new ForgetBranch(branch)));
        finished(branch);
    }

    /** The branches that wait for their manager. */
    public List<BranchId> recover() {
        return call(new RecoverBranches()) instanceof Reply.InDoubt found ? found.branches() : List.of();
    }

    /**
     * The session is closing: what it did in branches stays theirs, and their manager decides about it later, section
     * 6.2.15. A branch in which it is suspended may have been prepared or finished by others meanwhile.
     */
    synchronized void leaveToManager() {
        BranchId last = active;
        if (last != null) {
            long number = activeNumber;
            Work work = leave();
            leaveBehind(last, number, work.saidIn(work.accepted()));
        }
        suspended.forEach((branch, number) -> leaveBehind(branch, number, List.of()));
        suspended.clear();
    }

    private void leaveBehind(BranchId branch, long number, List<Settlement> consumed) {
        leftBehind.add(branch);
        try {
            call(new LeaveBranch(branch, number, LeaveBranch.How.SUCCESS, consumed));
        } catch (ProviderException e) {
            if (e.code() != ErrorCode.UNKNOWN_BRANCH && e.code() != ErrorCode.BRANCH_STATE) {
                throw e;
            }
        }
    }

    private Vote vote(Request request) {
        return call(request) instanceof Reply.Voted voted ? voted.vote() : Vote.DONE;
    }

    private Reply call(Request request) {
        ProviderException lost = connection.lost();
        if (lost != null) {
            throw lost;
        }
        return connection.call(request);
    }

    private static ProviderException wrongState(String message) {
        return new ProviderException(ErrorCode.BRANCH_STATE, message);
    }
}
