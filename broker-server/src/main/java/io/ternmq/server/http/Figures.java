// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The table of all figures of the broker: names, units and sentences come from here, for scrapes and for the page. */
final class Figures {

    /** What holds for queues and, by other names, for subscriptions. */
    private static final List<Figure<MailboxStatistics>> MAILBOX = List.of(
            Figure.gauge("depth", "", "Messages held: ready, in flight and scheduled", MailboxStatistics::depth),
            Figure.gauge("ready", "", "Messages that may be delivered", MailboxStatistics::waiting),
            Figure.gauge("in.flight", "", "Messages delivered and not yet acknowledged", MailboxStatistics::inFlight),
            Figure.gauge("scheduled", "", "Messages that wait for a moment", MailboxStatistics::scheduled),
            Figure.gauge("size", "bytes", "Bytes of all messages held", MailboxStatistics::bytes),
            Figure.gauge("oldest.age", "seconds", "Since when the oldest message that is ready or in flight was sent",
                    each -> each.condition().oldestAgeMillis() / (double) TimeUnit.SECONDS.toMillis(1)),
            Figure.gauge("consumers", "", "Open consumers", MailboxStatistics::consumers),
            Figure.gauge("paused", "", "1 while an operator holds deliveries back, else 0",
                    each -> each.condition().isPaused() ? 1 : 0),
            Figure.gauge("blocked.producers", "", "Sends that wait for room here",
                    each -> each.condition().blockedProducers()),
            Figure.counter("enqueued", "Messages that came in", each -> each.totals().enqueued()),
            Figure.counter("acknowledged", "Messages that were acknowledged", each -> each.totals().acknowledged()),
            Figure.counter("redelivered", "Deliveries that were undone and counted as an attempt",
                    each -> each.totals().redelivered()),
            Figure.counter("expired", "Messages whose time to live ended here", each -> each.totals().expired()),
            Figure.counter("dropped", "Messages dropped to make room for newer ones",
                    each -> each.totals().dropped()),
            Figure.counter("withdrawn", "Messages that an operator purged, moved away or retried",
                    each -> each.totals().withdrawn()));

    /** Labelled with {@code queue}. */
    static final List<Figure<MailboxStatistics>> QUEUE = under("ternmq.queue.");

    /** Labelled with {@code topic} and {@code subscription}. */
    static final List<Figure<MailboxStatistics>> SUBSCRIPTION = under("ternmq.subscription.");

    /** Of the broker as a whole. */
    static final List<Figure<BrokerStatistics>> BROKER = List.of(
            Figure.gauge("ternmq.queues", "", "Queues, temporary ones included", each -> each.queues().size()),
            Figure.gauge("ternmq.subscriptions", "", "Subscriptions", each -> each.subscriptions().size()),
            Figure.gauge("ternmq.connections", "", "Open connections", BrokerStatistics::connections),
            Figure.gauge("ternmq.prepared.branches", "",
                    "Branches of distributed transactions that wait for their transaction manager",
                    BrokerStatistics::preparedBranches),
            Figure.gauge("ternmq.memory", "bytes", "Bytes of messages held in memory", BrokerStatistics::memoryBytes),
            Figure.gauge("ternmq.blocked.producers", "", "Sends that wait for room, in some queue or in memory",
                    BrokerStatistics::blockedProducers),
            Figure.counter("ternmq.commands.held.back", "Callers held back because too many commands waited",
                    BrokerStatistics::refusedCommands),
            Figure.counter("ternmq.duplicates", "Messages dropped because the broker had taken them before",
                    BrokerStatistics::duplicates),
            Figure.gauge("ternmq.store.latency.max", "seconds", "Slowest batch since the broker started",
                    each -> seconds(each.storeLatency().maxNanos())));

    /** Of an acceptor; labelled with {@code acceptor}. */
    static final List<Figure<Door>> DOOR = List.of(
            Figure.gauge("ternmq.acceptor.listening", "", "1 while clients are taken up, else 0",
                    each -> each.isListening() ? 1 : 0),
            Figure.gauge("ternmq.acceptor.connections", "", "Open connections of this acceptor", Door::openConnections),
            Figure.counter("ternmq.acceptor.refused", "Connections closed at once because of a limit",
                    Door::refusedConnections));

    /** Dead letters that came from a queue; labelled with {@code reason} besides. */
    static final String QUEUE_DEAD_LETTERS = "ternmq.queue.dead.lettered";

    /** Dead letters that came from a subscription; labelled with {@code reason} besides. */
    static final String SUBSCRIPTION_DEAD_LETTERS = "ternmq.subscription.dead.lettered";

    static final String DEAD_LETTERS_HELP = "Messages that became dead letters here";

    /** Sum and number of what the store took. */
    static final String STORE_LATENCY = "ternmq.store.latency";

    static final String STORE_LATENCY_HELP = "From the moment a batch is handed to the store until it is durable";

    private Figures() {}

    private static List<Figure<MailboxStatistics>> under(String prefix) {
        return MAILBOX.stream().map(each -> each.under(prefix)).toList();
    }

    static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
