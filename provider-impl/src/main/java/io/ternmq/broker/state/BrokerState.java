// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.broker.subscription.SubscriptionTable;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.BranchTable;
import io.ternmq.broker.transaction.TransactionTable;
import io.ternmq.common.LongMap;
import io.ternmq.message.Address;
import io.ternmq.routing.PatternMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a broker knows. Handlers read it; {@link FactApplier} is the only one that changes it. Owned by the
 * shard.
 */
public final class BrokerState {

    private final BrokerPolicy policy;
    private final PatternMap<DestinationPolicy> policies;
    private final Map<Address, Destination> destinations = new HashMap<>();
    private final LongMap<Mailbox> mailboxes = new LongMap<>();
    private final LongMap<ConnectionState> connections = new LongMap<>();
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final TransactionTable transactions = new TransactionTable();
    private final BranchTable branches = new BranchTable();
    private final Schedule<Entry> schedule = new Schedule<>();
    private final Schedule<Branch> deadlines = new Schedule<>();
    private final List<Mailbox> touched = new ArrayList<>();
    private final Numbers numbers = new Numbers();
    private long memoryBytes;

    /**
     * Makes the state of an empty broker.
     *
     * @param policy   settings of the broker as a whole
     * @param policies settings of destinations by pattern
     */
    public BrokerState(BrokerPolicy policy, PatternMap<DestinationPolicy> policies) {
        this.policy = policy;
        this.policies = policies;
    }

    /** Settings of the broker as a whole. */
    public BrokerPolicy policy() {
        return policy;
    }

    /** The settings that hold for a destination, whether it exists or not. */
    public DestinationPolicy policyFor(Address address) {
        return policies.find(address.name()).orElse(DestinationPolicy.DEFAULT);
    }

    /** A destination, or null. */
    public @Nullable Destination destination(Address address) {
        return destinations.get(address);
    }

    /** All destinations. */
    public Collection<Destination> destinations() {
        return destinations.values();
    }

    /** A mailbox, or null when it is gone. */
    public @Nullable Mailbox mailbox(long id) {
        return mailboxes.get(id);
    }

    /** A connection, or null when it is gone. */
    public @Nullable ConnectionState connection(long id) {
        return connections.get(id);
    }

    /** All connections. */
    public Collection<ConnectionState> connections() {
        return connections.values();
    }

    /** All subscriptions. */
    public SubscriptionTable subscriptions() {
        return subscriptions;
    }

    /** All open transactions. */
    public TransactionTable transactions() {
        return transactions;
    }

    /** All branches of distributed transactions. */
    public BranchTable branches() {
        return branches;
    }

    /** The branches that may not take for ever. */
    public Schedule<Branch> deadlines() {
        return deadlines;
    }

    /** What waits for a moment. */
    public Schedule<Entry> schedule() {
        return schedule;
    }

    /** Gives out numbers; a number that is not used in the end is no harm. */
    public Numbers numbers() {
        return numbers;
    }

    /** Bytes of messages held in mailboxes and transactions. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Whether one more message of a size would break the broker's memory limit. */
    public boolean isMemoryFullFor(int sizeBytes) {
        return memoryBytes > 0 && memoryBytes + sizeBytes > policy.maxMemoryBytes();
    }

    /** Usage in the words of a refusal: of a mailbox, or of the broker's memory when there is none. */
    public String usageOf(@Nullable Mailbox mailbox) {
        String usage = mailbox != null
                ? mailbox.usage()
                : "the broker's memory holds " + memoryBytes + " of " + policy.maxMemoryBytes()
                        + " bytes (max-memory-bytes)";
        return usage + ". Consume messages or raise the limit.";
    }

    /** The mailboxes that have changed in a way which may allow a delivery; the engine empties the list. */
    public List<Mailbox> touched() {
        return touched;
    }

    void touch(Mailbox mailbox) {
        if (!mailbox.isTouched()) {
            mailbox.touch();
            touched.add(mailbox);
        }
    }

    void addMemory(long bytes) {
        memoryBytes += bytes;
    }

    void put(Destination destination) {
        destinations.put(destination.address(), destination);
    }

    @Nullable Destination removeDestination(Address address) {
        return destinations.remove(address);
    }

    void put(Mailbox mailbox) {
        mailboxes.put(mailbox.id(), mailbox);
        numbers.sawMailbox(mailbox.id());
    }

    @Nullable Mailbox removeMailbox(long id) {
        return mailboxes.remove(id);
    }

    void put(ConnectionState connection) {
        connections.put(connection.id(), connection);
    }

    void removeConnection(long id) {
        connections.remove(id);
    }
}
