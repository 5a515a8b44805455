// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.state;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.calendar.Calendar;
import io.ternmq.broker.duplicate.Duplicates;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.Timed;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.Paging;
import io.ternmq.broker.mailbox.Premises;
import io.ternmq.broker.schedule.Schedule;
import io.ternmq.broker.stream.Streams;
import io.ternmq.broker.subscription.SubscriptionTable;
import io.ternmq.broker.transaction.Branch;
import io.ternmq.broker.transaction.BranchTable;
import io.ternmq.broker.transaction.TransactionTable;
import io.ternmq.common.LongMap;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.routing.PatternMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a broker knows. Handlers read it; {@link FactApplier} is the only one that changes it. Owned by the
 * shard.
 */
public final class BrokerState {

    private final BrokerPolicy policy;
    private final Policies policies;
    private final Map<Address, Destination> destinations = new HashMap<>();
    private final LongMap<Mailbox> mailboxes = new LongMap<>();
    private final LongMap<ConnectionState> connections = new LongMap<>();
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final TransactionTable transactions = new TransactionTable();
    private final BranchTable branches = new BranchTable();
    private final Schedule<Timed> schedule = new Schedule<>();
    private final Schedule<Branch> deadlines = new Schedule<>();
    private final Schedule<Timed> runs = new Schedule<>();
    private final Calendar calendar = new Calendar(Schedule.asTimetable(runs));
    private final List<Mailbox> touched = new ArrayList<>();
    private final Numbers numbers = new Numbers();
    private final Duplicates duplicates;
    private final Premises premises;
    private final Bodies bodies;
    private final Streams streams;
    private BooleanSupplier storeRoom = () -> true;

    /**
     * Makes the state of an empty broker.
     *
     * @param policy   settings of the broker as a whole
     * @param policies settings of destinations by pattern
     */
    public BrokerState(BrokerPolicy policy, PatternMap<DestinationPolicy> policies) {
        this(policy, policies, Paging.DEFAULT);
    }

    /**
     * Makes the state of an empty broker that divides its messages between memory and store in its own way.
     *
     * @param policy   settings of the broker as a whole
     * @param policies settings of destinations by pattern
     * @param paging   how a mailbox divides its messages
     */
    public BrokerState(BrokerPolicy policy, PatternMap<DestinationPolicy> policies, Paging paging) {
        this.policy = policy;
        this.policies = new Policies(policies);
        this.premises = new Premises(policy.maxMemoryBytes(), Schedule.asTimetable(schedule), paging);
        this.bodies = new Bodies(premises, numbers);
        this.streams = new Streams(new StreamGround(premises, bodies));
        this.duplicates = new Duplicates(policy.duplicateWindowMillis(), policy.duplicateWindowIds());
    }

    /** Settings of the broker as a whole. */
    public BrokerPolicy policy() {
        return policy;
    }

    /** The settings that hold for a destination, whether it exists or not. */
    public DestinationPolicy policyFor(Address address) {
        return policies.find(address);
    }

    /** The settings of all destinations. */
    public Policies policies() {
        return policies;
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

    /** What waits for a moment: messages, and chunks of backlogs in which a message is going to expire. */
    public Schedule<Timed> schedule() {
        return schedule;
    }

    /** The schedules. */
    public Calendar calendar() {
        return calendar;
    }

    /** The next runs of schedules. */
    public Schedule<Timed> runs() {
        return runs;
    }

    /** The large bodies. */
    public Bodies bodies() {
        return bodies;
    }

    /** The streams and their readers. */
    public Streams streams() {
        return streams;
    }

    /** What has been taken already. */
    public Duplicates duplicates() {
        return duplicates;
    }

    /** Gives out numbers; a number that is not used in the end is no harm. */
    public Numbers numbers() {
        return numbers;
    }

    /**
     * Says where messages are read again that are held by reference. Called by the engine, before anything else, and
     * only over a store that keeps them outside of the heap.
     */
    public void readFrom(StoredMessage.Source source) {
        premises.readFrom(source);
    }

    /** Whether a persistent message in a durable mailbox needs no memory for its content. */
    public boolean isPaging() {
        return premises.isPaging();
    }

    /** Says how it is asked whether the store has room for messages. Called by the engine, before anything else. */
    public void askForRoom(BooleanSupplier room) {
        this.storeRoom = room;
    }

    /** Whether the store takes more messages; may look at the disk, so ask for durable messages only. */
    public boolean hasStoreRoom() {
        return storeRoom.getAsBoolean();
    }

    /** Bytes of memory that messages take in mailboxes and transactions; little for one that is in the store only. */
    public long memoryBytes() {
        return premises.memoryBytes();
    }

    /** Whether one more message of a size would break the broker's memory limit. */
    public boolean isMemoryFullFor(int sizeBytes) {
        return premises.isMemoryFullFor(sizeBytes);
    }

    /** Usage in the words of a refusal: of a mailbox, or of the broker's memory when there is none. */
    public String usageOf(@Nullable Mailbox mailbox) {
        String usage = mailbox != null
                ? mailbox.usage()
                : "the broker's memory holds " + memoryBytes() + " of " + policy.maxMemoryBytes()
                        + " bytes (max-memory-bytes)";
        return usage + ". Consume messages or raise the limit.";
    }

    /** The mailboxes that have changed in a way which may allow a delivery; the engine empties the list. */
    public List<Mailbox> touched() {
        return touched;
    }

    /** A mailbox has changed, or has to be looked at again. */
    public void touch(Mailbox mailbox) {
        if (!mailbox.isTouched()) {
            mailbox.touch();
            touched.add(mailbox);
        }
    }

    Premises premises() {
        return premises;
    }

    void forEachMailbox(Consumer<? super Mailbox> action) {
        mailboxes.forEach((id, mailbox) -> action.accept(mailbox));
    }

    /** A message waits in a transaction or branch. */
    void stage(FrozenMessage message) {
        premises.addMemory(message.memoryBytes());
        bodies.hold(message);
    }

    /** A message does not wait any more. */
    void unstage(FrozenMessage message) {
        premises.addMemory(-message.memoryBytes());
        bodies.release(message);
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
