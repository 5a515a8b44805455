// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.ConnectionClosed;
import io.ternmq.broker.ConsumerClosed;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.TransactionEnded;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Decides what goes when a consumer is closed or a connection ends. */
final class Departure {

    private final BrokerState state;
    private final Settling settling;
    private final BranchWork branches;

    Departure(BrokerState state, Settling settling, BranchWork branches) {
        this.state = state;
        this.settling = settling;
        this.branches = branches;
    }

    /** A consumer goes, and with the last one a subscription that is not durable. */
    void close(MailboxConsumer consumer, Decision out) {
        out.record(new ConsumerClosed(consumer.connection(), consumer.handle()));
        deleteIfLast(consumer.mailbox(), consumer.mailbox().consumers().size() - 1, out);
    }

    /**
     * Everything of a connection goes; what is in flight counts as failed, and branches that are not prepared and in
     * which it worked are rolled back, unless others take part and its own part is finished. Other connections that
     * take part are told when they ask.
     */
    void leave(ConnectionState connection, long nowMillis, Decision out) {
        List<MailboxConsumer> consumers = connection.consumers().values();
        Set<Mailbox> mailboxes = new LinkedHashSet<>();
        for (MailboxConsumer consumer : consumers) {
            mailboxes.add(consumer.mailbox());
            if (!consumer.isClosed()) {
                out.record(new ConsumerClosed(connection.id(), consumer.handle()));
            }
        }
        for (Mailbox mailbox : mailboxes) {
            returnAll(mailbox, connection, nowMillis, out);
            long others = mailbox.consumers().stream()
                    .filter(consumer -> consumer.connection() != connection.id())
                    .count();
            deleteIfLast(mailbox, others, out);
        }
        for (Branch branch : state.branches().of(connection.id())) {
            branches.abandon(branch, connection.id(), nowMillis, out);
        }
        for (TransactionKey key : state.transactions().of(connection.id())) {
            if (!branches.isHandedOver(key)) {
                out.record(new TransactionEnded(connection.id(), key.number()));
            }
        }
        deleteOwned(connection, out);
        out.record(new ConnectionClosed(connection.id()));
    }

    private void returnAll(Mailbox mailbox, ConnectionState connection, long nowMillis, Decision out) {
        List<Entry> mine = new ArrayList<>();
        mailbox.forEachOut(entry -> {
            MailboxConsumer holder = entry.holder();
            if (holder != null && holder.connection() == connection.id()) {
                mine.add(entry);
            }
        });
        mine.sort(java.util.Comparator.comparingLong(Entry::id));
        for (Entry entry : mine) {
            settling.settle(entry, Outcome.FAILED, "the connection ended", nowMillis, out);
        }
    }

    private void deleteIfLast(Mailbox mailbox, long remaining, Decision out) {
        Subscription subscription = state.subscriptions().ofMailbox(mailbox.id());
        if (subscription != null && !subscription.spec().durable() && remaining == 0) {
            out.record(new SubscriptionDeleted(mailbox.id(), false));
        }
    }

    private void deleteOwned(ConnectionState connection, Decision out) {
        for (Destination destination : state.destinations()) {
            if (destination.owner() == connection.id()) {
                out.record(new DestinationDeleted(destination.address()));
            }
        }
    }
}
