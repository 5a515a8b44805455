// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.StoreLatency;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes consistent pictures of the state for management; called inside the shard. */
public final class Pictures {

    /**
     * What the engine knows beside the state.
     *
     * @param refusedCommands  how often a caller was held back
     * @param blockedProducers sends that wait for room
     * @param storeLatency     how long the store takes
     */
    record Vitals(long refusedCommands, long blockedProducers, StoreLatency storeLatency) {}

    private Pictures() {}

    /** The figures of every queue and subscription of a state around which nothing runs: nothing has an age there. */
    public static BrokerStatistics statistics(BrokerState state, long refusedCommands) {
        return statistics(state, 0, new Vitals(refusedCommands, 0, StoreLatency.NONE));
    }

    /** The figures of every queue and subscription at a moment. */
    static BrokerStatistics statistics(BrokerState state, long nowMillis, Vitals vitals) {
        List<MailboxStatistics> queues = new ArrayList<>();
        for (Destination destination : state.destinations()) {
            if (destination.mailbox() != null) {
                queues.add(figures(destination.mailbox(), nowMillis));
            }
        }
        List<MailboxStatistics> subscriptions = new ArrayList<>();
        for (Subscription subscription : state.subscriptions().all()) {
            Mailbox mailbox = state.mailbox(subscription.mailbox());
            if (mailbox != null) {
                subscriptions.add(figures(mailbox, nowMillis));
            }
        }
        queues.sort(Comparator.comparing(MailboxStatistics::name));
        subscriptions.sort(Comparator.comparing(MailboxStatistics::name));
        return new BrokerStatistics(
                queues,
                subscriptions,
                new BrokerStatistics.Open(state.connections().size(), BranchPictures.countPrepared(state)),
                state.memoryBytes(),
                vitals.refusedCommands(),
                state.duplicates().dropped(),
                vitals.blockedProducers(),
                vitals.storeLatency());
    }

    /** The figures of a mailbox at a moment; without the age of its oldest message when that is 0. */
    static MailboxStatistics figures(Mailbox mailbox, long nowMillis) {
        long sentMillis = nowMillis == 0 ? 0 : mailbox.oldestSentMillis();
        return mailbox.statistics(sentMillis == 0 ? 0 : Math.max(0, nowMillis - sentMillis));
    }
}
