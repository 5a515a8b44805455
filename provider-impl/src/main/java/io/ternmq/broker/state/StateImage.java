// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.api.MessageProperties;
import io.ternmq.broker.Appended;
import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.Fact;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.OffsetCommitted;
import io.ternmq.broker.PolicySet;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.StreamPlaced;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.calendar.Plan;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.GroupPartition;
import io.ternmq.broker.stream.StreamGroup;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.Claim;
import io.ternmq.broker.transaction.Enlistment;
import io.ternmq.message.FrozenMessage;
import io.ternmq.store.CheckpointImage;
import io.ternmq.store.CheckpointSink;

/**
 * The durable part of a state as the shortest list of facts that makes it again: what a checkpoint holds. It is written
 * as it is read, so that an image takes no memory to speak of. Called inside the shard.
 */
public final class StateImage {

    private final BrokerState state;
    private final CheckpointSink<Fact> sink;
    private final MailboxImage mailboxes;

    private StateImage(BrokerState state, CheckpointSink<Fact> sink) {
        this.state = state;
        this.sink = sink;
        this.mailboxes = new MailboxImage(sink);
    }

    /** The image of a state at the moment at which it is written. */
    public static CheckpointImage<Fact> of(BrokerState state) {
        return sink -> new StateImage(state, sink).write();
    }

    private void write() {
        state.duplicates().writeTo(sink::add);
        state.policies().setLater().forEach((pattern, policy) -> sink.add(new PolicySet(pattern, policy)));
        state.bodies().writeTo(sink);
        for (Destination destination : state.destinations()) {
            Mailbox mailbox = destination.mailbox();
            if (mailbox != null && mailbox.isDurable()) {
                sink.add(new DestinationCreated(destination.address(), mailbox.id(), 0));
                write(mailbox);
            }
        }
        for (Subscription subscription : state.subscriptions().all()) {
            Mailbox mailbox = state.mailbox(subscription.mailbox());
            if (mailbox != null && mailbox.isDurable()) {
                sink.add(new SubscriptionCreated(mailbox.id(), subscription.spec()));
                write(mailbox);
            }
        }
        for (Plan plan : state.calendar().all()) {
            sink.add(new ScheduleSet(
                    plan.terms(), plan.message(), plan.nextMillis(), plan.lastMillis(), plan.runs()));
        }
        state.streams().all().forEach(this::write);
        state.branches().lasting().forEach(this::write);
    }

    private void write(Mailbox mailbox) {
        if (mailbox.isPaused()) {
            sink.add(new MailboxPaused(mailbox.id(), true, true));
        }
        mailboxes.write(mailbox);
    }

    private void write(EventStream stream) {
        long id = stream.id();
        sink.add(new StreamMade(id, stream.topic(), stream.policy(), stream.isOwn()));
        stream.log().writeTo(id, sink::keep, sink::add, (entry, offset, millis, message) -> sink.add(
                eventOf(id, entry, offset, millis, message.load())));
        stream.writeKeys(sink::add);
        sink.add(new StreamPlaced(
                id, stream.log().nextOffset(), stream.log().lastMillis(), stream.log().lastEntry()));
        for (StreamGroup group : stream.groups()) {
            sink.add(new GroupPlaced(id, group.name(), 0));
            for (GroupPartition partition : group.partitions()) {
                sink.add(new OffsetCommitted(id, group.name(), partition.number(), partition.committed()));
            }
        }
    }

    /** What it was appended with; how many events its key has is said by the keys, which follow. */
    private static Appended eventOf(long stream, long entry, long offset, long millis, FrozenMessage message) {
        Object version = message.properties().get(MessageProperties.VERSION);
        return new Appended(
                new Routed(entry, message, new long[0], 0, true),
                stream,
                offset,
                millis,
                EventStream.keyOf(message),
                version instanceof Long known ? known : 0);
    }

    private void write(Branch branch) {
        sink.add(new BranchPrepared(branch.id(), branch.preparedMillis()));
        Branch.Verdict verdict = branch.verdict();
        if (verdict != null) {
            boolean isCommitted = branch.state() == Branch.State.COMMITTED;
            sink.add(new BranchDecided(branch.id(), isCommitted, verdict.millis(), verdict.by()));
        }
        for (Enlistment send : branch.sends()) {
            Enlisted fact = new Enlisted(branch.id(), send.message(), 0, send.clientId());
            if (fact.isDurable()) {
                sink.add(fact);
            }
        }
        for (Claim claim : branch.claims()) {
            Mailbox mailbox = state.mailbox(claim.mailbox());
            Entry entry = mailbox == null ? null : mailbox.find(claim.entry());
            if (entry != null && entry.isDurable()) {
                sink.add(new Claimed(branch.id(), claim.mailbox(), claim.entry(), true));
            }
        }
    }
}
