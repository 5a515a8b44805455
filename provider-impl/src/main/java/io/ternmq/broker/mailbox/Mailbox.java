// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.Removal;
import io.ternmq.common.LongMap;
import io.ternmq.message.MessageRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place with competing consumers: a queue, or the backlog of a subscription. Owned by the shard. Handlers only ask;
 * the methods that change something are called while facts are applied.
 */
public final class Mailbox {

    private final long id;
    private final MailboxIdentity identity;
    private final DestinationPolicy policy;
    private final LongMap<Entry> entries = new LongMap<>();
    private final ReadyMessages ready = new ReadyMessages();
    private final List<MailboxConsumer> consumers = new ArrayList<>();
    private final ArrayDeque<MailboxConsumer> circle = new ArrayDeque<>();
    private final MailboxCounters counters = new MailboxCounters();
    private final PriorityCounts levels = new PriorityCounts();
    private int inFlight;
    private long bytes;
    private int waitingSenders;
    private boolean touched;

    /**
     * Makes an empty mailbox.
     *
     * @param id       its number
     * @param identity whose it is
     * @param policy   the settings that hold for it
     */
    public Mailbox(long id, MailboxIdentity identity, DestinationPolicy policy) {
        this.id = id;
        this.identity = identity;
        this.policy = policy;
    }

    /** Its number. */
    public long id() {
        return id;
    }

    /** Whose it is. */
    public MailboxIdentity identity() {
        return identity;
    }

    /** The settings that hold for it. */
    public DestinationPolicy policy() {
        return policy;
    }

    /** Whether persistent messages survive the broker here. */
    public boolean isDurable() {
        return identity.durable();
    }

    /** All messages held. */
    public int depth() {
        return entries.size();
    }

    /** Messages delivered and not settled yet, claimed ones included. */
    public int inFlight() {
        return inFlight;
    }

    /** Open consumers. */
    public List<MailboxConsumer> consumers() {
        return consumers;
    }

    /** All messages held, in no order. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** One message, or null when it is not here. */
    public @Nullable Entry find(long entry) {
        return entries.get(entry);
    }

    /** How many senders wait for room; they go before new ones. */
    public int waitingSenders() {
        return waitingSenders;
    }

    /** Called by the engine, which keeps the senders. */
    public void addWaitingSenders(int more) {
        waitingSenders += more;
    }

    /** Whether it changed in a way that may allow a delivery or a waiting sender, since {@link #untouch()}. */
    public boolean isTouched() {
        return touched;
    }

    /** Called by the state when a fact changes the mailbox. */
    public void touch() {
        touched = true;
    }

    /** Called by the engine when it has looked. */
    public void untouch() {
        touched = false;
    }

    /**
     * Whether one more message of a size would break a limit. A message larger than the limit fits an empty mailbox.
     */
    public boolean isFullFor(int sizeBytes) {
        return breaksLimit(depth(), bytes, sizeBytes);
    }

    private boolean breaksLimit(int depthBefore, long bytesBefore, int sizeBytes) {
        Limits limits = policy.limits();
        boolean tooMany = limits.maxMessages() != Limits.UNLIMITED && depthBefore >= limits.maxMessages();
        boolean tooLarge = limits.maxBytes() != Limits.UNLIMITED
                && depthBefore > 0
                && bytesBefore + sizeBytes > limits.maxBytes();
        return tooMany || tooLarge;
    }

    /** Usage in the words of a refusal. */
    public String usage() {
        Limits limits = policy.limits();
        return identity.label() + " holds " + depth() + " of " + inWords(limits.maxMessages()) + " messages and "
                + bytes + " of " + inWords(limits.maxBytes()) + " bytes";
    }

    private static String inWords(long limit) {
        return limit == Limits.UNLIMITED ? "unlimited" : Long.toString(limit);
    }

    /**
     * The next message for which a consumer is ready, or null. Turns the circle of consumers on, which is no state that
     * anybody else sees.
     */
    public @Nullable Entry nextMatch() {
        if (ready.isEmpty()) {
            return null;
        }
        for (int left = circle.size(); left > 0; left--) {
            MailboxConsumer candidate = circle.getFirst();
            Entry match = candidate.wantsMore() ? ready.firstFor(candidate) : null;
            if (match != null) {
                return match;
            }
            advanceCircle();
        }
        return null;
    }

    /** The consumer for the message that {@link #nextMatch()} has just returned. */
    public MailboxConsumer matchedConsumer() {
        return circle.getFirst();
    }

    /**
     * The messages to drop so that one more of a size breaks no limit: the oldest of the lowest priorities, as few as
     * will do. Empty when dropping all that are ready would not be enough.
     */
    public List<Entry> expendableFor(int sizeBytes) {
        List<Entry> chosen = new ArrayList<>();
        long bytesLeft = bytes;
        Entry next = ready.mostExpendable();
        while (next != null && breaksLimit(depth() - chosen.size(), bytesLeft, sizeBytes)) {
            chosen.add(next);
            bytesLeft -= next.message().sizeBytes();
            next = ready.nextExpendable(next);
        }
        return breaksLimit(depth() - chosen.size(), bytesLeft, sizeBytes) ? List.of() : chosen;
    }

    /** A consumer that sleeps until a message comes and gets none, while others may hold some; or null. */
    public @Nullable MailboxConsumer waitingConsumer() {
        if (consumers.size() > 1) {
            for (MailboxConsumer candidate : circle) {
                if (candidate.wantsMore() && candidate.isWaiting()) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** The consumers to be asked for messages back because another one sleeps. */
    public List<MailboxConsumer> holdersBeside(MailboxConsumer waiting) {
        List<MailboxConsumer> holders = new ArrayList<>();
        for (MailboxConsumer other : consumers) {
            if (other != waiting && other.inFlight() > 0 && !other.isRecalled() && !other.isWaiting()) {
                holders.add(other);
            }
        }
        return holders;
    }

    /**
     * The consumers to be asked for messages back because one of higher priority is ready, for which nobody has
     * credit left.
     */
    public List<MailboxConsumer> outranked() {
        int highest = ready.highest();
        if (highest <= levels.lowest()) {
            return List.of();
        }
        List<MailboxConsumer> holders = new ArrayList<>();
        for (MailboxConsumer holder : consumers) {
            Entry next = holder.isBelow(highest) && !holder.isRecalled() ? ready.firstFor(holder) : null;
            if (next != null && holder.isBelow(next.message().priority())) {
                holders.add(holder);
            }
        }
        return holders;
    }

    /** Applies: a consumer was opened. */
    public void open(MailboxConsumer consumer) {
        consumers.add(consumer);
        if (consumer.selector() != null) {
            ready.addSelective(consumer);
        }
    }

    /** Applies: a consumer was closed. */
    public void close(MailboxConsumer consumer) {
        consumer.close();
        consumers.remove(consumer);
        leaveCircle(consumer);
        ready.removeSelective(consumer);
    }

    /** Applies: a consumer gave credit. */
    public void addCredit(MailboxConsumer consumer, int messages) {
        consumer.addCredit(messages);
        if (!consumer.inCircle && consumer.wantsMore()) {
            consumer.inCircle = true;
            circle.addLast(consumer);
        }
    }

    /** Applies: a consumer took its unused credit back. */
    public void revokeCredit(MailboxConsumer consumer) {
        consumer.revokeCredit();
        leaveCircle(consumer);
    }

    /** Applies: a consumer sleeps until a message comes; it goes before others. */
    public void await(MailboxConsumer consumer) {
        if (consumer.wantsMore() && consumer.inCircle) {
            consumer.await();
            circle.remove(consumer);
            circle.addFirst(consumer);
        }
    }

    /** Applies: a consumer was asked to give messages back. */
    public void recall(long consumer) {
        MailboxConsumer asked = consumer(consumer);
        if (asked != null) {
            asked.recall();
        }
    }

    /** Applies: a message came in, to be delivered at once or at a moment. */
    public Entry add(long entryId, MessageRef message, int charge, long dueMillis) {
        Entry entry = new Entry(entryId, this, message, charge);
        Entry before = entries.put(entryId, entry);
        assert before == null : "message " + entryId + " is in " + identity.label() + " already";
        bytes += message.sizeBytes();
        counters.countArrival();
        if (dueMillis == 0) {
            makeReady(entry);
        } else {
            entry.setDueMillis(dueMillis);
        }
        return entry;
    }

    /** Applies: the wait of a message is over. */
    public void due(Entry entry) {
        if (entry.stage() == Entry.Stage.SCHEDULED) {
            makeReady(entry);
        }
    }

    /** Applies: a message was given to a consumer, who may be unknown after a restart. */
    public void deliver(Entry entry, int attempt, @Nullable MailboxConsumer consumer) {
        entry.setAttempts(attempt);
        if (consumer == null) {
            return;
        }
        ready.remove(entry);
        entry.moveTo(Entry.Stage.IN_FLIGHT, consumer);
        consumer.takeOne(entry.message().priority());
        levels.add(entry.message().priority());
        inFlight++;
        if (circle.peekFirst() == consumer) {
            advanceCircle();
        }
    }

    /** Applies: a branch holds a message that was consumed within it; its consumer has no more to do with it. */
    public void claim(Entry entry) {
        if (entry.stage() == Entry.Stage.READY) {
            ready.remove(entry);
        }
        leaveFlight(entry);
        entry.moveTo(Entry.Stage.CLAIMED, null);
        inFlight++;
    }

    /** Applies: a message came back from its consumer or its branch. */
    public void giveBack(Entry entry, boolean counted, long dueMillis) {
        leaveFlight(entry);
        if (counted) {
            counters.countRedelivery();
        } else {
            entry.setAttempts(Math.max(0, entry.attempts() - 1));
        }
        if (entry.stage() == Entry.Stage.READY) {
            ready.remove(entry);
        }
        if (dueMillis == 0) {
            entry.moveTo(Entry.Stage.READY, null);
            entry.setDueMillis(entry.message().expirationMillis());
            ready.putBack(entry);
        } else {
            entry.moveTo(Entry.Stage.SCHEDULED, null);
            entry.setDueMillis(dueMillis);
        }
    }

    /** Applies: a message has left for good. */
    public void remove(Entry entry, Removal why) {
        entries.remove(entry.id());
        if (entry.stage() == Entry.Stage.READY) {
            ready.remove(entry);
        }
        leaveFlight(entry);
        bytes -= entry.message().sizeBytes();
        counters.countRemoval(why);
    }

    /** The messages that a browser sees, in order of delivery; in no particular place those in flight. */
    public void forEachVisible(java.util.function.Consumer<? super Entry> action) {
        if (inFlight > 0) {
            entries.forEach((key, entry) -> {
                if (entry.isOut()) {
                    action.accept(entry);
                }
            });
        }
        ready.forEach(action);
    }

    /**
     * All messages in the order in which they would come in again: by delivery order, then those that wait by moment.
     */
    public List<Entry> inOrder() {
        List<Entry> all = new ArrayList<>(entries.values());
        all.sort(Comparator.comparing((Entry entry) -> entry.stage() == Entry.Stage.SCHEDULED)
                .thenComparingLong(entry ->
                        entry.stage() == Entry.Stage.SCHEDULED ? entry.dueMillis() : entry.order));
        return all;
    }

    /** An open consumer, or null. */
    public @Nullable MailboxConsumer consumer(long consumer) {
        MailboxConsumer first = circle.peekFirst();
        if (first != null && first.id() == consumer) {
            return first;
        }
        for (MailboxConsumer candidate : consumers) {
            if (candidate.id() == consumer) {
                return candidate;
            }
        }
        return null;
    }

    /** The figures of this moment. */
    public MailboxStatistics statistics() {
        return new MailboxStatistics(
                identity.label(),
                ready.size(),
                inFlight,
                (long) depth() - ready.size() - inFlight,
                bytes,
                consumers.size(),
                counters.totals());
    }

    private void makeReady(Entry entry) {
        entry.moveTo(Entry.Stage.READY, null);
        entry.setDueMillis(entry.message().expirationMillis());
        ready.addLast(entry);
    }

    private void leaveFlight(Entry entry) {
        MailboxConsumer holder = entry.holder();
        if (holder != null) {
            holder.giveOneBack(entry.message().priority());
            levels.remove(entry.message().priority());
        }
        if (entry.isOut()) {
            inFlight--;
        }
    }

    private void leaveCircle(MailboxConsumer consumer) {
        if (consumer.inCircle) {
            circle.remove(consumer);
            consumer.inCircle = false;
        }
    }

    private void advanceCircle() {
        MailboxConsumer first = circle.removeFirst();
        first.inCircle = first.wantsMore();
        if (first.inCircle) {
            circle.addLast(first);
        }
    }
}
