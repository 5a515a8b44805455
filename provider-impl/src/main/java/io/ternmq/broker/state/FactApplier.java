// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.broker.Awaited;
import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.BodyShown;
import io.ternmq.broker.BranchDecided;
import io.ternmq.broker.BranchDoomed;
import io.ternmq.broker.BranchEnded;
import io.ternmq.broker.BranchJoined;
import io.ternmq.broker.BranchLeft;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Claimed;
import io.ternmq.broker.ClientIdClaimed;
import io.ternmq.broker.ConnectionClosed;
import io.ternmq.broker.ConnectionOpened;
import io.ternmq.broker.ConsumerClosed;
import io.ternmq.broker.ConsumerOpened;
import io.ternmq.broker.Credited;
import io.ternmq.broker.Delivered;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.Due;
import io.ternmq.broker.DuplicateDropped;
import io.ternmq.broker.Enlisted;
import io.ternmq.broker.FactVisitor;
import io.ternmq.broker.Leased;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.PartsKept;
import io.ternmq.broker.ProducerSeen;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.PolicySet;
import io.ternmq.broker.Recalled;
import io.ternmq.broker.Remembered;
import io.ternmq.broker.Removed;
import io.ternmq.broker.Returned;
import io.ternmq.broker.Routed;
import io.ternmq.broker.ScheduleHeld;
import io.ternmq.broker.ScheduleMoved;
import io.ternmq.broker.ScheduleRemoved;
import io.ternmq.broker.ScheduleSet;
import io.ternmq.broker.Staged;
import io.ternmq.broker.StreamFactVisitor;
import io.ternmq.broker.Stocked;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.broker.TimePassed;
import io.ternmq.broker.TransactionEnded;
import io.ternmq.broker.UploadBegun;
import io.ternmq.broker.UploadEnded;
import io.ternmq.broker.calendar.Plan;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.mailbox.MailboxIdentity;
import io.ternmq.broker.mailbox.Paged;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.LargeBody;
import io.ternmq.message.MessageId;
import io.ternmq.protocol.Credit;
import org.jspecify.annotations.Nullable;

/**
 * Applies facts to the state, in operation and in recovery alike. A fact about something that is gone is passed over:
 * its mailbox may have been deleted, and consumers are not known after a restart. Called inside the shard only.
 */
public final class FactApplier implements FactVisitor {

    private final BrokerState state;
    private final BranchApplier branches;
    private final StreamApplier streams;

    /** Applies facts to this state. */
    public FactApplier(BrokerState state) {
        this.state = state;
        this.branches = new BranchApplier(state);
        this.streams = new StreamApplier(state, this);
    }

    @Override
    public StreamFactVisitor streams() {
        return streams;
    }

    @Override
    public void onConnectionOpened(ConnectionOpened fact) {
        state.put(new ConnectionState(
                fact.connection(), fact.clientId(), fact.sinceMillis(), fact.outlet()));
    }

    @Override
    public void onClientIdClaimed(ClientIdClaimed fact) {
        ConnectionState connection = state.connection(fact.connection());
        if (connection != null) {
            connection.claim(fact.clientId());
        }
    }

    @Override
    public void onConnectionClosed(ConnectionClosed fact) {
        state.removeConnection(fact.connection());
        state.bodies().forget(fact.connection());
    }

    @Override
    public void onDestinationCreated(DestinationCreated fact) {
        Mailbox mailbox = null;
        Address address = fact.address();
        if (fact.mailbox() != 0) {
            MailboxIdentity identity =
                    new MailboxIdentity(address, null, address.name(), !address.isTemporary());
            mailbox = new Mailbox(fact.mailbox(), identity, state.policyFor(address), state.premises());
            state.put(mailbox);
        }
        state.put(new Destination(address, mailbox, fact.owner()));
    }

    @Override
    public void onDestinationDeleted(DestinationDeleted fact) {
        Destination gone = state.removeDestination(fact.address());
        if (gone != null && gone.mailbox() != null) {
            drop(gone.mailbox().id());
        }
    }

    @Override
    public void onPolicySet(PolicySet fact) {
        state.policies().set(fact.pattern(), fact.policy());
        state.forEachMailbox(mailbox -> {
            mailbox.settle(streams.policyFor(mailbox));
            state.touch(mailbox);
        });
        streams.onPolicySet();
    }

    @Override
    public void onSubscriptionCreated(SubscriptionCreated fact) {
        SubscriptionSpec spec = fact.spec();
        Address topic = Address.topic(spec.topic());
        MailboxIdentity identity = new MailboxIdentity(topic, spec.name(), spec.label(), spec.durable());
        state.put(new Mailbox(fact.mailbox(), identity, state.policyFor(topic), state.premises()));
        state.subscriptions().add(new Subscription(spec, fact.mailbox()));
    }

    @Override
    public void onSubscriptionDeleted(SubscriptionDeleted fact) {
        state.subscriptions().remove(fact.mailbox());
        drop(fact.mailbox());
    }

    @Override
    public void onConsumerOpened(ConsumerOpened fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        ConnectionState connection = state.connection(fact.connection());
        if (mailbox != null && connection != null) {
            MailboxConsumer consumer = new MailboxConsumer(
                    fact.consumer(),
                    fact.connection(),
                    fact.handle(),
                    mailbox,
                    fact.selector(),
                    fact.leaseMillis());
            mailbox.open(consumer);
            connection.consumers().put(fact.handle(), consumer);
        }
    }

    @Override
    public void onConsumerClosed(ConsumerClosed fact) {
        MailboxConsumer consumer = consumer(fact.connection(), fact.handle());
        if (consumer != null) {
            consumer.mailbox().close(consumer);
            streams.onConsumerClosed(consumer.mailbox());
            forgetIfIdle(consumer);
        }
    }

    @Override
    public void onCredited(Credited fact) {
        MailboxConsumer consumer = consumer(fact.connection(), fact.handle());
        if (consumer == null) {
            return;
        }
        if (fact.messages() == Credit.REVOKE) {
            consumer.mailbox().revokeCredit(consumer);
        } else {
            consumer.mailbox().addCredit(consumer, fact.messages());
            state.touch(consumer.mailbox());
        }
    }

    @Override
    public void onAwaited(Awaited fact) {
        MailboxConsumer consumer = consumer(fact.connection(), fact.handle());
        if (consumer != null) {
            consumer.mailbox().await(consumer, fact.seen());
            state.touch(consumer.mailbox());
        }
    }

    @Override
    public void onRecalled(Recalled fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        if (mailbox != null) {
            mailbox.recall(fact.consumer());
            state.streams().recalled(fact.mailbox());
        }
    }

    @Override
    public void onRouted(Routed fact) {
        state.numbers().sawEntry(fact.entry());
        int share = fact.message().memoryBytes() / Math.max(1, fact.mailboxes().length);
        for (long id : fact.mailboxes()) {
            Mailbox mailbox = state.mailbox(id);
            if (mailbox != null) {
                mailbox.add(fact.entry(), fact.message(), share, fact.dueMillis());
                state.touch(mailbox);
            }
        }
    }

    @Override
    public void onStocked(Stocked fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        for (int i = 0; mailbox != null && i < fact.entries().length; i++) {
            state.numbers().sawEntry(fact.entries()[i]);
            mailbox.stock(
                    new Paged(
                            fact.entries()[i],
                            fact.refs()[i],
                            fact.priority(),
                            fact.sizes()[i],
                            fact.expirations()[i],
                            fact.attempts()[i]),
                    fact.dues()[i]);
            state.touch(mailbox);
        }
    }

    @Override
    public void onDelivered(Delivered fact) {
        Entry entry = entry(fact.mailbox(), fact.entry());
        if (entry != null) {
            Mailbox mailbox = entry.mailbox();
            MailboxConsumer consumer = mailbox.consumer(fact.consumer());
            mailbox.deliver(entry, fact.attempt(), consumer);
            show(entry, consumer);
        }
    }

    @Override
    public void onReturned(Returned fact) {
        Entry entry = entry(fact.mailbox(), fact.entry());
        if (entry != null) {
            MailboxConsumer holder = entry.holder();
            entry.mailbox().giveBack(entry, fact.counted(), fact.dueMillis());
            forgetIfIdle(holder);
            state.touch(entry.mailbox());
        }
    }

    @Override
    public void onDue(Due fact) {
        Entry entry = entry(fact.mailbox(), fact.entry());
        if (entry != null) {
            entry.mailbox().due(entry);
            state.touch(entry.mailbox());
        }
    }

    @Override
    public void onRemoved(Removed fact) {
        Entry entry = entry(fact.mailbox(), fact.entry());
        if (entry != null) {
            MailboxConsumer holder = entry.holder();
            streams.onRemoved(entry);
            entry.mailbox().remove(entry, fact.why());
            forgetIfIdle(holder);
            state.touch(entry.mailbox());
        }
    }

    @Override
    public void onStaged(Staged fact) {
        state.transactions().stage(new TransactionKey(fact.connection(), fact.transaction()), fact.message());
        state.stage(fact.message());
    }

    @Override
    public void onTransactionEnded(TransactionEnded fact) {
        for (FrozenMessage message :
                state.transactions().end(new TransactionKey(fact.connection(), fact.transaction()))) {
            state.unstage(message);
        }
    }

    @Override
    public void onBranchJoined(BranchJoined fact) {
        branches.onBranchJoined(fact);
    }

    @Override
    public void onBranchLeft(BranchLeft fact) {
        branches.onBranchLeft(fact);
    }

    @Override
    public void onBranchDoomed(BranchDoomed fact) {
        branches.onBranchDoomed(fact);
    }

    @Override
    public void onBranchPrepared(BranchPrepared fact) {
        branches.onBranchPrepared(fact);
    }

    @Override
    public void onBranchDecided(BranchDecided fact) {
        branches.onBranchDecided(fact);
    }

    @Override
    public void onEnlisted(Enlisted fact) {
        branches.onEnlisted(fact);
    }

    @Override
    public void onBranchEnded(BranchEnded fact) {
        branches.onBranchEnded(fact);
    }

    @Override
    public void onClaimed(Claimed fact) {
        Entry entry = entry(fact.mailbox(), fact.entry());
        if (entry != null) {
            MailboxConsumer holder = entry.holder();
            entry.mailbox().claim(entry);
            branches.onClaimed(fact);
            forgetIfIdle(holder);
        }
    }

    @Override
    public void onRemembered(Remembered fact) {
        state.duplicates().remember(fact);
    }

    @Override
    public void onProducerSeen(ProducerSeen fact) {
        state.duplicates().restore(fact);
    }

    @Override
    public void onDuplicateDropped(DuplicateDropped fact) {
        state.duplicates().countDropped();
    }

    @Override
    public void onTimePassed(TimePassed fact) {
        state.duplicates().onTimePassed(fact.millis());
    }

    @Override
    public void onPartStored(PartStored fact) {
        state.bodies().add(fact.body(), fact.bytes().length());
    }

    @Override
    public void onPartsKept(PartsKept fact) {
        state.bodies().restore(fact);
    }

    @Override
    public void onUploadBegun(UploadBegun fact) {
        state.bodies().begin(fact.connection(), fact.upload(), fact.body());
    }

    @Override
    public void onUploadEnded(UploadEnded fact) {
        state.bodies().end(fact.connection(), fact.upload());
    }

    @Override
    public void onBodyShown(BodyShown fact) {
        state.bodies().show(fact.connection(), fact.body());
    }

    @Override
    public void onScheduleSet(ScheduleSet fact) {
        state.stage(fact.message());
        unstage(state.calendar().set(fact));
    }

    @Override
    public void onScheduleMoved(ScheduleMoved fact) {
        unstage(state.calendar().move(fact));
    }

    @Override
    public void onScheduleHeld(ScheduleHeld fact) {
        state.calendar().hold(fact);
    }

    @Override
    public void onScheduleRemoved(ScheduleRemoved fact) {
        unstage(state.calendar().remove(fact.name()));
    }

    private void unstage(@Nullable Plan gone) {
        if (gone != null) {
            state.unstage(gone.message());
        }
    }

    @Override
    public void onLeased(Leased fact) {
        Entry entry = entry(fact.mailbox(), fact.entry());
        if (entry != null) {
            entry.mailbox().lease(entry, fact.untilMillis());
        }
    }

    private void show(Entry entry, @Nullable MailboxConsumer consumer) {
        LargeBody large = consumer == null ? null : BodyHolds.of(entry.message());
        if (large != null && consumer != null) {
            state.bodies().show(consumer.connection(), large.number());
        }
    }

    @Override
    public void onMailboxPaused(MailboxPaused fact) {
        Mailbox mailbox = state.mailbox(fact.mailbox());
        if (mailbox != null) {
            mailbox.pause(fact.isPaused());
            state.touch(mailbox);
        }
    }

    /** A persistent message has come; called with its {@link Routed} fact, which may know it by reference only. */
    public void onTaken(MessageId message) {
        state.duplicates().note(message);
    }

    /** A mailbox goes with its messages; it counts as touched for the sake of those who wait for room in it. */
    void drop(long mailboxId) {
        Mailbox mailbox = state.removeMailbox(mailboxId);
        if (mailbox == null) {
            return;
        }
        state.touch(mailbox);
        mailbox.forEachOut(entry -> forget(entry.holder()));
        mailbox.dispose();
        for (MailboxConsumer consumer : mailbox.consumers()) {
            forget(consumer);
        }
    }

    private void forgetIfIdle(@Nullable MailboxConsumer consumer) {
        if (consumer != null && consumer.isClosed() && consumer.inFlight() == 0) {
            forget(consumer);
        }
    }

    private void forget(@Nullable MailboxConsumer consumer) {
        ConnectionState connection = consumer == null ? null : state.connection(consumer.connection());
        if (consumer != null && connection != null) {
            connection.consumers().remove(consumer.handle());
        }
    }

    private @Nullable Entry entry(long mailboxId, long entryId) {
        Mailbox mailbox = state.mailbox(mailboxId);
        return mailbox == null ? null : mailbox.find(entryId);
    }

    private @Nullable MailboxConsumer consumer(long connectionId, long handle) {
        ConnectionState connection = state.connection(connectionId);
        return connection == null ? null : connection.consumers().get(handle);
    }
}
