// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.TransactionKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The part of the {@link Observer} that is about branches: both sides know the same ones, in the same state. */
final class BranchObserver {

    private final BrokerState core;
    private final Model model;

    BranchObserver(BrokerState core, Model model) {
        this.core = core;
        this.model = model;
    }

    void verify(Function<Place, Mailbox> mailboxes) {
        Check.same(core.branches().all().size(), model.branches.all.size(), "number of", "branches");
        int deadlines = 0;
        for (ModelBranch branch : model.branches.all.values()) {
            Branch seen = core.branches().find(branch.id);
            Check.that(seen != null, "branch {} is not in the core", Texts.of(branch.id));
            Check.same(seen.state().name(), branch.state.name(), "state of branch", Texts.of(branch.id));
            Check.same(seen.isTimedOut(), branch.timedOut, "time-out of branch", Texts.of(branch.id));
            Check.same(seen.isTold(), branch.told, "whether its manager knows of branch", Texts.of(branch.id));
            sameParts(seen, branch);
            sameClaims(seen, branch, mailboxes);
            sameSends(seen, branch);
            deadlines += branch.nextMoment() == Schedule.NEVER ? 0 : 1;
        }
        Check.same(core.deadlines().size(), deadlines, "number of", "deadlines");
        Check.same(core.deadlines().nextMillis(), model.branches.nextMoment(), "moment of", "the next deadline");
    }

    private static void sameParts(Branch seen, ModelBranch branch) {
        Check.same(seen.keys().size(), branch.parts.size(), "parts of branch", Texts.of(branch.id));
        branch.parts.forEach((seat, part) -> {
            Branch.Part actual = seen.part(new TransactionKey(seat.connection(), seat.number()));
            Check.same(actual.name(), part.name(), "part in branch", seat);
        });
    }

    private void sameClaims(Branch seen, ModelBranch branch, Function<Place, Mailbox> mailboxes) {
        Set<Claim> expected = new HashSet<>();
        for (ModelBranch.Claim claim : branch.claims) {
            if (model.branches.isThere(claim)) {
                Check.same(claim.held().stage, Held.Stage.CLAIMED, "stage of", claim.held());
                expected.add(new Claim(mailboxes.apply(claim.place()).id(), claim.held().entry));
            }
        }
        Set<Claim> actual = new HashSet<>();
        for (Claim claim : seen.claims()) {
            Mailbox mailbox = core.mailbox(claim.mailbox());
            Entry entry = mailbox == null ? null : mailbox.find(claim.entry());
            if (entry != null) {
                actual.add(claim);
            }
        }
        Check.same(actual, expected, "claims of branch", Texts.of(branch.id));
    }

    private static void sameSends(Branch seen, ModelBranch branch) {
        List<Object> actual = seen.sends().stream().<Object>map(send -> send.message().id()).toList();
        List<Object> expected = branch.sends.stream().<Object>map(send -> send.message().id()).toList();
        Check.same(actual, expected, "messages of branch", Texts.of(branch.id));
    }
}
