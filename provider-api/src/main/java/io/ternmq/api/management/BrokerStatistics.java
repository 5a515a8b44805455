// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A consistent picture of a broker at one moment.
 *
 * @param queues           every queue, ordered by name
 * @param subscriptions    every subscription, ordered by name
 * @param open             connections and branches that are open
 * @param memoryBytes      bytes of messages held
 * @param refusedCommands  how often a caller was held back because too many commands waited
 * @param duplicates       messages that were dropped since the broker started because it had taken them before
 * @param blockedProducers sends that wait for room, in some queue or in the broker's memory
 * @param storeLatency     how long it takes until something is durable
 */
public record BrokerStatistics(
        List<MailboxStatistics> queues,
        List<MailboxStatistics> subscriptions,
        Open open,
        long memoryBytes,
        long refusedCommands,
        long duplicates,
        long blockedProducers,
        StoreLatency storeLatency) {

    /** Keeps the lists from changing. */
    public BrokerStatistics {
        queues = List.copyOf(queues);
        subscriptions = List.copyOf(subscriptions);
    }

    /**
     * What is open.
     *
     * @param connections      connections
     * @param preparedBranches branches of distributed transactions that are in doubt: prepared, and not ended by their
     *                         transaction manager or by hand
     */
    public record Open(int connections, int preparedBranches) {}

    /**
     * Open connections.
     *
     * @return how many
     */
    public int connections() {
        return open.connections();
    }

    /**
     * Branches of distributed transactions that are in doubt; {@link Management#branches} names them.
     *
     * @return how many
     */
    public int preparedBranches() {
        return open.preparedBranches();
    }

    /**
     * Finds one queue.
     *
     * @param name name of the queue
     * @return its figures, or empty when there is no such queue
     */
    public Optional<MailboxStatistics> queue(String name) {
        return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
    }

    /**
     * Messages that became dead letters anywhere, by reason. What happened in queues and subscriptions that are gone is
     * not in it.
     *
     * @return reason to number
     */
    public Map<String, Long> deadLettersByReason() {
        Map<String, Long> byReason = new TreeMap<>();
        Stream.concat(queues.stream(), subscriptions.stream())
                .forEach(each -> each.totals().deadLettersByReason()
                        .forEach((reason, count) -> byReason.merge(reason, count, Long::sum)));
        return byReason;
    }
}
