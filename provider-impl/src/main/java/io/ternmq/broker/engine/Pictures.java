// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes consistent pictures of the state for management; called inside the shard. */
public final class Pictures {

    private Pictures() {}

    /** The figures of every queue and subscription. */
    public static BrokerStatistics statistics(BrokerState state, long refusedCommands) {
        List<MailboxStatistics> queues = new ArrayList<>();
        for (Destination destination : state.destinations()) {
            if (destination.mailbox() != null) {
                queues.add(destination.mailbox().statistics());
            }
        }
        List<MailboxStatistics> subscriptions = new ArrayList<>();
        for (Subscription subscription : state.subscriptions().all()) {
            Mailbox mailbox = state.mailbox(subscription.mailbox());
            if (mailbox != null) {
                subscriptions.add(mailbox.statistics());
            }
        }
        queues.sort(Comparator.comparing(MailboxStatistics::name));
        subscriptions.sort(Comparator.comparing(MailboxStatistics::name));
        return new BrokerStatistics(
                queues,
                subscriptions,
                state.connections().size(),
                state.memoryBytes(),
                refusedCommands,
                state.duplicates().dropped());
    }
}
