// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchDoomed;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchJoined;
import io.ternmq.broker.BranchLeft;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.BranchTable;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.Enlistment;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.message.FrozenMessage;

/** The part of {@link FactApplier} that is about branches of distributed transactions. */
final class BranchApplier {

    private final BrokerState state;
    private final BranchTable branches;

    BranchApplier(BrokerState state) {
        this.state = state;
        this.branches = state.branches();
    }

    void onBranchJoined(BranchJoined fact) {
        Branch branch = branches.find(fact.branch());
        if (branch == null) {
            branch = branches.open(fact.branch(), fact.dueMillis());
            if (fact.dueMillis() != 0) {
                state.deadlines().add(branch);
            }
        }
        branches.place(branch, new TransactionKey(fact.connection(), fact.transaction()), Branch.Part.ACTIVE);
    }

    void onBranchLeft(BranchLeft fact) {
        Branch branch = branches.find(fact.branch());
        if (branch != null) {
            Branch.Part part = fact.isSuspended() ? Branch.Part.SUSPENDED : Branch.Part.ENDED;
            branches.place(branch, new TransactionKey(fact.connection(), fact.transaction()), part);
            branch.explain(fact.cause());
        }
    }

    void onClaimed(Claimed fact) {
        Branch branch = branches.find(fact.branch());
        if (branch != null) {
            branch.claim(new Claim(fact.mailbox(), fact.entry()));
        }
    }

    void onBranchDoomed(BranchDoomed fact) {
        Branch branch = branches.find(fact.branch());
        if (branch != null) {
            state.deadlines().remove(branch);
            branch.doom(fact.isTimedOut(), fact.isTold());
        }
    }

    /** What was staged for it is forgotten here, and comes back as {@link Enlisted}. */
    void onBranchPrepared(BranchPrepared fact) {
        Branch branch = branches.open(fact.branch(), 0);
        state.deadlines().remove(branch);
        for (TransactionKey key : branch.keys()) {
            for (FrozenMessage message : state.transactions().end(key)) {
                state.unstage(message);
            }
        }
        branch.prepare(fact.millis());
    }

    void onBranchDecided(BranchDecided fact) {
        Branch branch = branches.find(fact.branch());
        if (branch != null) {
            branch.sends().forEach(send -> state.unstage(send.message()));
            branch.decide(fact.isCommitted(), new Branch.Verdict(fact.millis(), fact.by()));
        }
    }

    /** In recovery the sender's connection is gone, and its number may be given to another one. */
    void onEnlisted(Enlisted fact) {
        Branch branch = branches.find(fact.branch());
        if (branch != null) {
            long connection = state.connection(fact.connection()) == null ? 0 : fact.connection();
            branch.enlist(new Enlistment(fact.message(), connection, fact.clientId()));
            state.stage(fact.message());
        }
    }

    void onBranchEnded(BranchEnded fact) {
        Branch branch = branches.end(fact.branch());
        if (branch != null) {
            state.deadlines().remove(branch);
            branch.sends().forEach(send -> state.unstage(send.message()));
        }
    }
}
