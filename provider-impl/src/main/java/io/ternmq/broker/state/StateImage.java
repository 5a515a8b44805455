// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.Fact;
import io.ternmq.broker.Routed;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.Enlistment;
import java.util.ArrayList;
import java.util.List;

/** The durable part of a state as the shortest list of facts that makes it again: what a checkpoint holds. */
public final class StateImage {

    private final List<Fact> facts = new ArrayList<>();

    private StateImage() {}

    /** Takes the image; called inside the shard. */
    public static List<Fact> of(BrokerState state) {
        StateImage image = new StateImage();
        for (Destination destination : state.destinations()) {
            Mailbox mailbox = destination.mailbox();
            if (mailbox != null && mailbox.isDurable()) {
                image.facts.add(new DestinationCreated(destination.address(), mailbox.id(), 0));
                image.addEntries(mailbox);
            }
        }
        for (Subscription subscription : state.subscriptions().all()) {
            Mailbox mailbox = state.mailbox(subscription.mailbox());
            if (mailbox != null && mailbox.isDurable()) {
                image.facts.add(new SubscriptionCreated(mailbox.id(), subscription.spec()));
                image.addEntries(mailbox);
            }
        }
        for (Branch branch : state.branches().all()) {
            if (branch.state() == Branch.State.PREPARED) {
                image.addBranch(branch, state);
            }
        }
        return image.facts;
    }

    private void addBranch(Branch branch, BrokerState state) {
        facts.add(new BranchPrepared(branch.id()));
        for (Enlistment send : branch.sends()) {
            Enlisted fact = new Enlisted(branch.id(), send.message(), 0, send.clientId());
            if (fact.isDurable()) {
                facts.add(fact);
            }
        }
        for (Claim claim : branch.claims()) {
            Mailbox mailbox = state.mailbox(claim.mailbox());
            Entry entry = mailbox == null ? null : mailbox.find(claim.entry());
            if (entry != null && entry.isDurable()) {
                facts.add(new Claimed(branch.id(), claim.mailbox(), claim.entry(), true));
            }
        }
    }

    private void addEntries(Mailbox mailbox) {
        for (Entry entry : mailbox.inOrder()) {
            if (entry.isDurable()) {
                long due = entry.stage() == Entry.Stage.SCHEDULED ? entry.dueMillis() : 0;
                facts.add(new Routed(entry.id(), entry.message(), new long[] {mailbox.id()}, due, true));
                if (entry.attempts() > 0) {
                    facts.add(new Delivered(mailbox.id(), entry.id(), 0, entry.attempts(), true));
                }
            }
        }
    }
}
