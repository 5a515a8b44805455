// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.JoinBranch;
import io.ternmq.protocol.LeaveBranch;
import io.ternmq.protocol.PrepareBranch;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Vote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows only what clients see, across all crashes: a message that somebody may have worked on comes again only with a
 * higher attempt, and one whose acknowledgement was answered, or whose branch was committed, never.
 */
final class Witness {

    private final Map<String, Integer> seen = new HashMap<>();
    private final Set<String> over = new HashSet<>();
    private final Map<Long, List<String>> acknowledging = new HashMap<>();
    private final Map<BranchId, List<String>> claimed = new HashMap<>();
    private final Map<Long, BranchId> preparing = new HashMap<>();
    private final Set<BranchId> prepared = new HashSet<>();

    void onDelivered(SimClient.Visible visible) {
        String key = visible.key();
        assertThat(over).as("an acknowledged message comes back: %s", key).doesNotContain(key);
        assertThat(visible.attempt()).as("attempt of %s", key).isGreaterThan(seen.getOrDefault(key, 0));
        seen.merge(key, 1, Integer::sum);
    }

    /** A client asks something that will settle what it says, even if it is refused, and holds these deliveries. */
    void onAsked(long number, Request request, @Nullable String answer, List<SimClient.Visible> held) {
        for (SimClient.Visible visible : held) {
            if (Texts.accepts(request, visible)) {
                onAcknowledging(number, visible);
            } else if (Texts.releases(request, visible)) {
                seen.merge(visible.key(), -1, Integer::sum);
            }
        }
        onBranch(number, request, BranchDesk.voted(Vote.DONE).equals(answer), held);
    }

    private void onBranch(long number, Request request, boolean done, List<SimClient.Visible> held) {
        if (request instanceof LeaveBranch leave && done) {
            List<String> mine = claimed.computeIfAbsent(leave.branch(), absent -> new ArrayList<>());
            held.stream().filter(one -> Texts.claims(request, one)).forEach(one -> mine.add(one.key()));
        } else if (request instanceof PrepareBranch prepare && done) {
            preparing.put(number, prepare.branch());
        } else if (request instanceof CommitBranch commit && done) {
            acknowledging.put(number, claimed.getOrDefault(commit.branch(), List.of()));
            forget(commit.branch());
        } else if (request instanceof RollbackBranch rollback) {
            forget(rollback.branch());
        } else if (request instanceof JoinBranch join && join.how() == JoinBranch.How.NEW) {
            forget(join.branch());
        }
    }

    private void forget(BranchId branch) {
        claimed.remove(branch);
        prepared.remove(branch);
    }

    private void onAcknowledging(long request, SimClient.Visible visible) {
        acknowledging.computeIfAbsent(request, absent -> new ArrayList<>()).add(visible.key());
    }

    void onCarriedOut(long request) {
        List<String> keys = acknowledging.remove(request);
        if (keys != null) {
            over.addAll(keys);
        }
        BranchId branch = preparing.remove(request);
        if (branch != null) {
            prepared.add(branch);
        }
    }

    void onCrash() {
        acknowledging.clear();
        preparing.clear();
        claimed.keySet().retainAll(prepared);
    }
}
