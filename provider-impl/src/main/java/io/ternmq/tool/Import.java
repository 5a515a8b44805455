// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.MailboxTotals;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.client.ClientConnection;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import io.ternmq.message.PropertyMap;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Rollback;
import io.ternmq.protocol.Send;
import java.util.List;
import java.util.Map;

/** Sends messages to one destination in transactions, as they are: with their identity and their time. One thread. */
final class Import implements AutoCloseable {

    private static final int LONGEST_BATCH = 500;
    private static final long LARGEST_BATCH = 4 << 20;

    private final Broker broker;
    private final Address destination;
    private final boolean dedup;
    private final ClientConnection connection;
    private final String producer;
    private final long arrivedBefore;
    private final long duplicatesBefore;
    private long transaction;
    private long committed;
    private long lastCommittedLine;
    private long lastLine;
    private int waiting;
    private long waitingBytes;

    Import(Broker broker, Address destination, boolean dedup) {
        this.broker = broker;
        this.destination = destination;
        this.dedup = dedup;
        BrokerRegistry brokers = BrokerRegistry.instance();
        this.connection = ClientConnection.open(
                brokers.connectorTo(broker.name()), brokers.environmentOf(broker.name()), ClientPolicy.DEFAULT);
        this.producer = connection.nextProducer();
        BrokerStatistics before = broker.statistics();
        this.arrivedBefore = arrivedIn(before);
        this.duplicatesBefore = before.duplicates();
    }

    /**
     * Sends one message; nothing of a line that is refused stays.
     *
     * @throws JsonException when the line is no message
     */
    void take(String line, long number) {
        MessageId spare = dedup ? null : new MessageId(producer, number);
        FrozenMessage message = named(MessageReader.read(line, destination, spare));
        if (waiting == 0) {
            transaction = connection.nextTransaction();
        }
        connection.call(new Send(message, transaction));
        waiting++;
        waitingBytes += message.sizeBytes();
        lastLine = number;
        if (waiting >= LONGEST_BATCH || waitingBytes >= LARGEST_BATCH) {
            commit();
        }
    }

    private FrozenMessage named(FrozenMessage message) {
        PropertyMap properties = message.properties();
        if (!dedup || properties.contains(MessageProperties.DEDUP_ID)) {
            return message;
        }
        return message.toBuilder()
                .properties(properties.with(Map.of(MessageProperties.DEDUP_ID, message.id().toString())))
                .build();
    }

    /** Makes what was sent so far durable. */
    void commit() {
        if (waiting > 0) {
            int sent = waiting;
            waiting = 0;
            waitingBytes = 0;
            connection.call(new Commit(transaction, List.of()));
            committed += sent;
            lastCommittedLine = lastLine;
        }
    }

    /** The last line that is in the store. */
    long lastLine() {
        return lastCommittedLine;
    }

    /** How many messages were taken, and where they are now. */
    String summary() {
        BrokerStatistics after = broker.statistics();
        long duplicates = after.duplicates() - duplicatesBefore;
        long arrived = arrivedIn(after) - arrivedBefore;
        String text = Sizes.count(committed, "message") + " sent to " + AddressText.of(destination);
        if (duplicates > 0) {
            text += ", " + duplicates + " of them dropped because they had been taken before";
        }
        return destination.isQueue() ? text : text + "; copies that subscriptions have taken: " + arrived;
    }

    private static long arrivedIn(BrokerStatistics statistics) {
        return statistics.subscriptions().stream()
                .map(MailboxStatistics::totals)
                .mapToLong(MailboxTotals::enqueued)
                .sum();
    }

    @Override
    public void close() {
        if (waiting > 0) {
            connection.call(new Rollback(transaction, List.of()));
        }
        connection.close();
    }
}
