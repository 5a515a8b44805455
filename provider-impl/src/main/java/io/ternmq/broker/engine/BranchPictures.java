// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.BranchView;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.Enlistment;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pictures of branches of distributed transactions at a moment; made and used inside the shard. */
public final class BranchPictures {

    /** So many branches are asked whether they hold a message; more would take too long for a page. */
    private static final int MOST_BRANCHES = 64;

    private BranchPictures() {}

    /** Every branch that waits for its manager, the longest prepared first. */
    public static List<BranchView> all(BrokerState state) {
        return state.branches().lasting().stream()
                .map(branch -> view(branch, state))
                .sorted(Comparator.comparingLong(BranchView::preparedMillis))
                .toList();
    }

    static int countPrepared(BrokerState state) {
        return (int) state.branches().lasting().stream()
                .filter(branch -> !branch.isDecided())
                .count();
    }

    /** The prepared branch that holds a message, or null when none of the first ones does. */
    static @Nullable Branch holderOf(Entry entry, BrokerState state) {
        Claim claim = new Claim(entry.mailbox().id(), entry.id());
        return state.branches().lasting().stream()
                .limit(MOST_BRANCHES)
                .filter(branch -> branch.claims().contains(claim))
                .findFirst()
                .orElse(null);
    }

    private static BranchView view(Branch branch, BrokerState state) {
        Branch.Verdict verdict = branch.verdict();
        return new BranchView(
                branch.id().text(),
                stateOf(branch),
                branch.preparedMillis(),
                sends(branch),
                consumed(branch, state),
                verdict == null ? null : new BranchView.Verdict(verdict.millis(), verdict.by()));
    }

    private static BranchView.State stateOf(Branch branch) {
        return switch (branch.state()) {
            case OPEN, DOOMED, PREPARED -> BranchView.State.PREPARED;
            case COMMITTED -> BranchView.State.COMMITTED;
            case ROLLED_BACK -> BranchView.State.ROLLED_BACK;
        };
    }

    private static Map<String, Integer> sends(Branch branch) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Enlistment send : branch.sends()) {
            counts.merge(send.message().destination().toString(), 1, Integer::sum);
        }
        return counts;
    }

    private static Map<String, Integer> consumed(Branch branch, BrokerState state) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Claim claim : branch.claims()) {
            Mailbox mailbox = state.mailbox(claim.mailbox());
            if (mailbox != null) { // otherwise it has been deleted, and its messages with it
                String kind = mailbox.identity().address().isQueue() ? "queue://" : "topic://";
                counts.merge(kind + mailbox.identity().label(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
