// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchDoomed;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchLeft;
import io.ternmq.broker.Decision;
import io.ternmq.broker.TransactionEnded;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.Enlistment;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of the work of a branch: carried out, undone, or undone ahead of its manager. */
public final class BranchWork {

    private final BrokerState state;
    private final Routing routing;
    private final Settling settling;
    private final DuplicateCheck duplicates;

    BranchWork(BrokerState state, Routing routing, Settling settling) {
        this.state = state;
        this.routing = routing;
        this.settling = settling;
        this.duplicates = new DuplicateCheck(state);
    }

    /** For the engine, which ends the time of branches. */
    public static BranchWork over(BrokerState state) {
        Routing routing = new Routing(state);
        return new BranchWork(state, routing, new Settling(state, routing));
    }

    /**
     * A branch that exists.
     *
     * @throws ProviderException with {@code UNKNOWN_BRANCH} otherwise
     */
    Branch require(BranchId id) {
        Branch branch = state.branches().find(id);
        if (branch == null) {
            throw new ProviderException(
                    ErrorCode.UNKNOWN_BRANCH,
                    "There is no such branch: it was never begun, or it is over. " + id.text());
        }
        return branch;
    }

    /**
     * A branch that its manager may decide.
     *
     * @throws ProviderException with {@code UNKNOWN_BRANCH} when there is none, or with what an operator has decided
     */
    Branch requireUndecided(BranchId id) {
        Branch branch = require(id);
        if (branch.isDecided()) {
            throw decided(branch);
        }
        return branch;
    }

    /**
     * Refuses while somebody works in a branch.
     *
     * @throws ProviderException with {@code BRANCH_STATE}
     */
    static void requireIdle(Branch branch) {
        if (branch.isActive()) {
            throw wrongState("A session still works in the branch: end() comes first.");
        }
    }

    static ProviderException wrongState(String message) {
        return new ProviderException(ErrorCode.BRANCH_STATE, message);
    }

    /** What a branch would send, in order. */
    List<Enlistment> sendsOf(Branch branch) {
        if (branch.state() == Branch.State.PREPARED) {
            return branch.sends();
        }
        List<Enlistment> sends = new ArrayList<>();
        for (TransactionKey key : branch.keys()) {
            ConnectionState sender = state.connection(key.connection());
            String clientId = sender == null ? null : sender.clientId();
            for (FrozenMessage message : state.transactions().staged(key)) {
                sends.add(new Enlistment(message, key.connection(), clientId));
            }
        }
        return sends;
    }

    /** The message of a claim, or null when its queue or subscription has been deleted. */
    @Nullable Entry find(Claim claim) {
        Mailbox mailbox = state.mailbox(claim.mailbox());
        return mailbox == null ? null : mailbox.find(claim.entry());
    }

    /** Whether an event that a branch would send does not come behind those that its sender knew. */
    boolean isConflicting(Branch branch) {
        return routing.appending().isConflicting(
                sendsOf(branch).stream().map(Enlistment::message).toList());
    }

    /** The refusal for a branch that an operator has decided in place of its manager. */
    static ProviderException decided(Branch branch) {
        return branch.state() == Branch.State.COMMITTED
                ? new ProviderException(
                        ErrorCode.BRANCH_COMMITTED, "An operator of the broker has committed the branch by hand.")
                : new ProviderException(
                        ErrorCode.BRANCH_ROLLED_BACK, "An operator of the broker has rolled the branch back by hand.");
    }

    /** Decides in place of the manager, which finds the outcome until it forgets the branch. */
    void decide(Branch branch, boolean isCommitted, @Nullable String by, long nowMillis, Decision out) {
        if (isCommitted) {
            perform(branch, nowMillis, out);
        } else {
            giveBack(branch, "an operator rolled the transaction back", nowMillis, out);
        }
        out.record(new BranchDecided(branch.id(), isCommitted, nowMillis, by));
    }

    /**
     * Forgets what was decided in place of the manager.
     *
     * @throws ProviderException with {@code BRANCH_STATE} when nothing was
     */
    void forget(Branch branch, Decision out) {
        if (!branch.isDecided()) {
            throw wrongState("The branch waits for its manager; nothing was decided without it.");
        }
        end(branch, out);
    }

    /** Commits; never fails. */
    void carryOut(Branch branch, long nowMillis, Decision out) {
        perform(branch, nowMillis, out);
        end(branch, out);
    }

    private void perform(Branch branch, long nowMillis, Decision out) {
        for (Claim claim : branch.claims()) {
            Entry entry = find(claim);
            if (entry != null) {
                settling.settle(entry, Outcome.ACCEPTED, null, nowMillis, out);
            }
        }
        DuplicateCheck.Round round = duplicates.begin(nowMillis, out);
        for (Enlistment send : sendsOf(branch)) {
            if (round.admits(send.message())) {
                routing.deliver(send.message(), send.connection(), send.clientId(), nowMillis, out);
            }
        }
    }

    /** Rolls back and forgets. */
    void undo(Branch branch, String cause, long nowMillis, Decision out) {
        giveBack(branch, cause, nowMillis, out);
        end(branch, out);
    }

    /** Rolls back and keeps the branch until its manager asks. */
    void doom(Branch branch, String cause, boolean timedOut, long nowMillis, Decision out) {
        doom(branch, cause, new BranchDoomed(branch.id(), timedOut, false), nowMillis, out);
    }

    private void doom(Branch branch, String cause, BranchDoomed fact, long nowMillis, Decision out) {
        giveBack(branch, cause, nowMillis, out);
        forgetStaged(branch, out);
        out.record(fact);
    }

    /** Rolls back because the manager says so; whoever works in the branch cannot go on, and finds it when it ends. */
    void rollBack(Branch branch, long nowMillis, Decision out) {
        String cause = branch.causeOr("the transaction was rolled back");
        if (branch.isActive()) {
            doom(branch, cause, new BranchDoomed(branch.id(), branch.isTimedOut(), true), nowMillis, out);
        } else {
            undo(branch, cause, nowMillis, out);
        }
    }

    /** Forgets a branch whose manager knows all, once nobody but those who go now works in it. */
    void forgetWithout(Predicate<TransactionKey> going, Branch branch, Decision out) {
        if (branch.isTold() && !branch.isActive(going.negate())) {
            end(branch, out);
        }
    }

    /**
     * A connection ends that took part. What it had finished stays the branch's while other connections take part;
     * else the branch is rolled back, and kept until those others know.
     */
    void abandon(Branch branch, long connection, long nowMillis, Decision out) {
        String cause = "the connection ended";
        if (isHandedOver(branch, connection)) {
            return;
        }
        if (!isSharedWithOthers(branch, connection)) {
            undo(branch, cause, nowMillis, out);
            return;
        }
        for (TransactionKey key : branch.keys()) {
            if (key.connection() == connection) {
                out.record(new BranchLeft(branch.id(), connection, key.number(), false, null));
            }
        }
        if (branch.state() == Branch.State.OPEN) {
            doom(branch, cause, false, nowMillis, out);
        }
        forgetWithout(key -> key.connection() == connection, branch, out);
    }

    /** Whether all work of a connection in a branch is the branch's, and others look after that. */
    boolean isHandedOver(Branch branch, long connection) {
        return branch.state() == Branch.State.OPEN
                && isSharedWithOthers(branch, connection)
                && branch.keys().stream()
                        .filter(key -> key.connection() == connection)
                        .allMatch(key -> branch.part(key) == Branch.Part.ENDED);
    }

    /** Whether what was sent under a number stays when its connection ends. */
    boolean isHandedOver(TransactionKey key) {
        return state.branches().of(key.connection()).stream()
                .anyMatch(branch -> branch.keys().contains(key) && isHandedOver(branch, key.connection()));
    }

    private boolean isSharedWithOthers(Branch branch, long connection) {
        return branch.keys().stream()
                .anyMatch(key -> key.connection() != connection && state.connection(key.connection()) != null);
    }

    /** Rolls a branch back that took too long. */
    public void expire(Branch branch, long nowMillis, Decision out) {
        doom(branch, "the transaction took too long", true, nowMillis, out);
    }

    /** Forgets a branch that was doomed and says so. */
    Reply tell(Branch doomed, Decision out) {
        end(doomed, out);
        return verdict(doomed);
    }

    /** What is to be said of a doomed branch. */
    static Reply verdict(Branch doomed) {
        return new Reply.Voted(doomed.isTimedOut() ? Vote.TIMED_OUT : Vote.ROLLED_BACK);
    }

    void end(Branch branch, Decision out) {
        forgetStaged(branch, out);
        out.record(new BranchEnded(branch.id(), branch.isLasting()));
    }

    private static void forgetStaged(Branch branch, Decision out) {
        for (TransactionKey key : branch.keys()) {
            out.record(new TransactionEnded(key.connection(), key.number()));
        }
    }

    private void giveBack(Branch branch, String cause, long nowMillis, Decision out) {
        List<Entry> entries = new ArrayList<>();
        for (Claim claim : branch.claims()) {
            Entry entry = find(claim);
            if (entry != null) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparingLong(Entry::id));
        for (Entry entry : entries) {
            settling.settle(entry, Outcome.FAILED, cause, nowMillis, out);
        }
    }
}
