// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.api.management.MailboxCondition;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.broker.EventRef;
import io.ternmq.broker.Removal;
import io.ternmq.broker.StoredMessage;
import io.ternmq.message.MessageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place with competing consumers: a queue, or the backlog of a subscription. Owned by the shard. Handlers only ask;
 * the methods that change something are called while facts are applied.
 *
 * <p>The first of its ready messages are in memory, and so is all that is in flight, claimed or waits for its moment.
 * What is behind them in a durable mailbox may be in the store only: it is asked for under its number like everything
 * else and comes into memory when something happens to it.
 */
public final class Mailbox {

    private final long id;
    private final MailboxIdentity identity;
    private DestinationPolicy policy;
    private final Premises premises;
    private final Residents residents;
    private final ReadyMessages ready;
    private final ConsumerCircle circle;
    private final MailboxCounters counters = new MailboxCounters();

    /** What somebody has: a consumer or a branch. */
    private final EntryList out = new EntryList();

    private final Walks walks;
    private long bytes;
    private int waitingSenders;
    private boolean touched;
    private boolean lookPending;
    private boolean paused;

    /** The message whose time of sending was asked for last, and that time: asked again whenever figures are. */
    private long oldest;
    private long oldestSentMillis;

    /**
     * Makes an empty mailbox.
     *
     * @param id       its number
     * @param identity whose it is
     * @param policy   the settings that hold for it
     * @param premises what it shares with the broker's other mailboxes
     */
    public Mailbox(long id, MailboxIdentity identity, DestinationPolicy policy, Premises premises) {
        this.id = id;
        this.identity = identity;
        this.policy = policy;
        this.premises = premises;
        this.residents = new Residents(premises);
        this.ready = new ReadyMessages(this, residents);
        this.circle = new ConsumerCircle(ready);
        this.walks = new Walks(ready, out, residents);
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

    /** Applies: other settings hold from now on. */
    public void settle(DestinationPolicy newPolicy) {
        this.policy = newPolicy;
    }

    /** Whether an operator holds deliveries back. */
    public boolean isPaused() {
        return paused;
    }

    /** Applies: deliveries are held back, or go on. */
    public void pause(boolean isPaused) {
        this.paused = isPaused;
    }

    /** Where messages go whose time-to-live is over; null for nowhere, also for what is there already. */
    public @Nullable String expiryQueue() {
        String setting = policy.expiryAddress();
        boolean isHere = identity.address().isQueue() && identity.address().name().equals(setting);
        return isHere ? null : setting;
    }

    /** Whether persistent messages survive the broker here. */
    public boolean isDurable() {
        return identity.durable();
    }

    /** All messages held. */
    public int depth() {
        return residents.depth();
    }

    /** Messages delivered and not settled yet, claimed ones included. */
    public int inFlight() {
        return out.size();
    }

    /** Open consumers. */
    public List<MailboxConsumer> consumers() {
        return circle.all();
    }

    /**
     * One message, or null when it is not here. One that is not in memory comes as a picture, which becomes the message
     * when a fact is applied to it.
     */
    public @Nullable Entry find(long entry) {
        Entry resident = residents.get(entry);
        return resident != null || residents.depth() == 0 ? resident : ready.find(entry);
    }

    /** All that is in memory, in no order. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>();
        residents.forEach((number, entry) -> all.add(entry));
        return all;
    }

    /** Visits what somebody has: a consumer or a branch. */
    public void forEachOut(Consumer<? super Entry> action) {
        for (Entry entry = out.head(); entry != null; entry = entry.next) {
            action.accept(entry);
        }
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
     * anybody else sees. What comes out of the backlog for a selector is a picture that holds the message.
     */
    public @Nullable Entry nextMatch() {
        return ready.isEmpty() || paused ? null : circle.nextMatch();
    }

    /** The consumer for the message that {@link #nextMatch()} has just returned. */
    public MailboxConsumer matchedConsumer() {
        return circle.front();
    }

    /** Selectors may look at so many messages of the backlog again. Called by the engine before it dispatches. */
    public void beginLooking() {
        ready.budget().renew(lookPending ? 0 : premises.paging().looks());
    }

    /** Whether selectors could not look at everything; {@link #lookOn} is to be called soon, and not before. */
    public boolean isLookUnfinished() {
        return ready.budget().isExhausted();
    }

    /** True once when somebody has to see to it that {@link #lookOn} is called. */
    public boolean takeLookRequest() {
        boolean wanted = isLookUnfinished() && !lookPending;
        lookPending |= wanted;
        return wanted;
    }

    /** Others have had their turn: the next dispatch may look further. */
    public void lookOn() {
        lookPending = false;
    }

    /**
     * The messages to drop so that one more of a size breaks no limit: the oldest of the lowest priorities, as few as
     * will do. Empty when dropping all that are ready would not be enough.
     */
    public List<Expendable> expendableFor(int sizeBytes) {
        Dropping dropping = new Dropping(
                (messages, dropped) -> !breaksLimit(depth() - messages, bytes - dropped, sizeBytes));
        walks.fromTheLeastImportant(dropping);
        return dropping.chosen();
    }

    /** A consumer that sleeps until a message comes and gets none, while others may hold some; or null. */
    public @Nullable MailboxConsumer waitingConsumer() {
        return paused ? null : circle.waiting();
    }

    /** The consumers to be asked for messages back because another one sleeps. */
    public List<MailboxConsumer> holdersBeside(MailboxConsumer waiting) {
        return circle.holdersBeside(waiting);
    }

    /**
     * The consumers to be asked for messages back because one of higher priority is ready, for which nobody has
     * credit left.
     */
    public List<MailboxConsumer> outranked() {
        return paused ? List.of() : circle.outranked();
    }

    /** Applies: a consumer was opened. */
    public void open(MailboxConsumer consumer) {
        circle.open(consumer);
    }

    /** Applies: a consumer was closed. */
    public void close(MailboxConsumer consumer) {
        circle.close(consumer);
    }

    /** Applies: a consumer gave credit. */
    public void addCredit(MailboxConsumer consumer, int messages) {
        circle.addCredit(consumer, messages);
    }

    /** Applies: a consumer got messages that never were in here and that it does not settle. */
    public void spendCredit(MailboxConsumer consumer, int messages) {
        circle.spendCredit(consumer, messages);
    }

    /** How many messages may be delivered now. */
    public int readyCount() {
        return ready.size();
    }

    /** Applies: a consumer took its unused credit back. */
    public void revokeCredit(MailboxConsumer consumer) {
        circle.revokeCredit(consumer);
    }

    /**
     * Applies: a consumer sleeps until a message comes; it goes before others.
     *
     * @param seen how many messages had arrived for it; when it was given more, it is about to wake up
     */
    public void await(MailboxConsumer consumer, long seen) {
        circle.await(consumer, seen);
    }

    /** Applies: a consumer was asked to give messages back. */
    public void recall(long consumer) {
        MailboxConsumer asked = circle.find(consumer);
        if (asked != null) {
            asked.recall();
        }
    }

    /**
     * Applies: a message came in, to be delivered at once or at a moment. Where nothing survives the broker the store
     * will not keep the message, so it is held here.
     *
     * @param entryId   its number
     * @param message   the message
     * @param share     bytes that its content counts for here, as long as it is in memory
     * @param dueMillis when it may be delivered; 0 for at once
     */
    public Entry add(long entryId, MessageRef message, int share, long dueMillis) {
        boolean isPageable = isPageable(message);
        boolean isHeld = !(message instanceof StoredMessage stored) || stored.isHeld();
        boolean isPaged = isPageable && isCrowdedFor(message.sizeBytes());
        Entry entry = new Entry(
                entryId, this, isPageable || message instanceof EventRef ? message : message.load(),
                Entry.BYTES + (isHeld ? share : 0));
        residents.enter(entry);
        countArrival(message.sizeBytes());
        if (dueMillis == 0) {
            makeReady(entry, isPaged);
        } else {
            entry.setDueMillis(dueMillis);
        }
        residents.plan(entry);
        return entry;
    }

    private boolean isPageable(MessageRef message) {
        return isDurable() && message instanceof StoredMessage;
    }

    private void countArrival(int sizeBytes) {
        bytes += sizeBytes;
        counters.countArrival();
    }

    /** Whether a newcomer had better be in the store only. */
    private boolean isCrowdedFor(int sizeBytes) {
        return ready.isWindowFull()
                || premises.isMemoryFullFor(sizeBytes)
                || (policy.limits().fullPolicy() == FullPolicy.PAGE && isFullFor(sizeBytes));
    }

    /** Applies: a message of the store is here, to be delivered at once or at a moment; it is not read for that. */
    public void stock(Paged message, long dueMillis) {
        if (dueMillis == 0 && ready.isWindowFull()) {
            ready.addLast(message);
            countArrival(message.sizeBytes());
            return;
        }
        StoredMessage stored = new StoredMessage(
                message.ref(), message.sizeBytes(), message.priority(), message.expirationMillis(), premises.source());
        deliver(add(message.entry(), stored, 0, dueMillis), message.attempts(), null);
    }

    /** The store has a message from now on, so that it need not stay in memory. */
    public void stored(long entryId) {
        Entry entry = residents.get(entryId);
        if (entry != null && entry.stage() == Entry.Stage.READY) {
            ready.stored(entry);
        }
    }

    /** Applies: the wait of a message is over. */
    public void due(Entry entry) {
        if (entry.stage() == Entry.Stage.SCHEDULED) {
            residents.unplan(entry);
            makeReady(entry, isPageable(entry.message()) && isCrowdedFor(0));
            residents.plan(entry);
        }
    }

    /** Applies: a message was given to a consumer, who may be unknown after a restart. */
    public void deliver(Entry entry, int attempt, @Nullable MailboxConsumer consumer) {
        entry.setAttempts(attempt);
        if (consumer != null) {
            leaveReady(entry);
            entry.moveTo(Entry.Stage.IN_FLIGHT, consumer);
            out.append(entry);
            circle.give(consumer, entry.message().priority());
        } else if (entry.isPaged()) {
            ready.noteAttempts(entry);
        }
    }

    /** Applies: a message in flight goes back at a moment, unless something becomes of it before. */
    public void lease(Entry entry, long untilMillis) {
        if (entry.stage() == Entry.Stage.IN_FLIGHT) {
            residents.unplan(entry);
            entry.setDueMillis(untilMillis);
            premises.timetable().add(entry);
        }
    }

    /** Applies: a branch holds a message that was consumed within it; its consumer has no more to do with it. */
    public void claim(Entry entry) {
        leaveStage(entry);
        entry.moveTo(Entry.Stage.CLAIMED, null);
        out.append(entry);
    }

    /** Applies: a message came back from its consumer or its branch. */
    public void giveBack(Entry entry, boolean counted, long dueMillis) {
        leaveStage(entry);
        if (counted) {
            counters.countRedelivery();
        } else {
            entry.setAttempts(Math.max(0, entry.attempts() - 1));
        }
        if (dueMillis == 0) {
            entry.moveTo(Entry.Stage.READY, null);
            entry.setDueMillis(entry.message().expirationMillis());
            ready.putBack(entry);
        } else {
            entry.moveTo(Entry.Stage.SCHEDULED, null);
            entry.setDueMillis(dueMillis);
        }
        residents.plan(entry);
    }

    /** Applies: a message has left for good. */
    public void remove(Entry entry, Removal why) {
        leaveStage(entry);
        residents.leave(entry);
        bytes -= entry.message().sizeBytes();
        counters.countRemoval(why);
        if (why == Removal.EXPIRED && expiryQueue() != null) {
            counters.countExpiredKept();
        }
    }

    /** Applies: the mailbox is gone, and its messages take no memory and have no moments any more. */
    public void dispose() {
        residents.dispose();
        ready.clear();
    }

    /**
     * Visits what a browser sees, ready messages and those that somebody has, in order of delivery.
     *
     * @param position where to go on: 0 for the beginning, then the position of the last message seen
     * @param visitor  says when it has seen enough
     */
    public void browse(long position, BrowseVisitor visitor) {
        walks.browse(position, visitor);
    }

    /**
     * Visits all messages: those that a browser sees, in order of delivery, then those that wait for a moment, by
     * number.
     *
     * @param position where to go on: 0 for the beginning, then the position of the last message seen
     * @param visitor  says when it has seen enough
     * @return whether there is nothing behind what the visitor has seen
     */
    public boolean survey(long position, SurveyVisitor visitor) {
        return walks.survey(position, visitor);
    }

    /** Where a message stands, as {@link #survey} says it. */
    public static long positionOf(Entry entry) {
        return Walks.positionOf(entry);
    }

    /**
     * When the oldest message was sent that is ready or that somebody has, by its sender's word; 0 when there is none
     * or the sender did not say. Reads a message of the store at most once.
     */
    public long oldestSentMillis() {
        Entry first = walks.oldest();
        if (first == null) {
            return 0;
        }
        if (first.id() != oldest) {
            oldest = first.id();
            oldestSentMillis = first.message().load().timestampMillis();
        }
        return oldestSentMillis;
    }

    /**
     * Visits all messages in the order in which they would come in again: by delivery order, then those that wait by
     * moment.
     */
    public void forEachInOrder(HeldVisitor visitor) {
        walks.everything(visitor);
    }

    /** The messages of a chunk of the backlog that have expired, as pictures; empty once all have been removed. */
    public List<Entry> expiredIn(Chunk chunk, long nowMillis) {
        return ready.expiredIn(chunk, nowMillis);
    }

    /** An open consumer, or null. */
    public @Nullable MailboxConsumer consumer(long consumer) {
        return circle.find(consumer);
    }

    /** The figures of this moment, the age of the oldest message left out. */
    public MailboxStatistics statistics() {
        return statistics(0);
    }

    /** The figures of this moment, with an age that somebody has found out. */
    public MailboxStatistics statistics(long oldestAgeMillis) {
        return new MailboxStatistics(
                identity.label(),
                ready.size(),
                out.size(),
                (long) depth() - ready.size() - out.size(),
                bytes,
                circle.all().size(),
                counters.totals(),
                new MailboxCondition(oldestAgeMillis, paused, waitingSenders));
    }

    private void makeReady(Entry entry, boolean isPaged) {
        entry.moveTo(Entry.Stage.READY, null);
        entry.setDueMillis(entry.message().expirationMillis());
        ready.addLast(entry, isPaged);
    }

    /** Takes a message away from where it is; it is in memory afterwards, and has no moment. */
    private void leaveStage(Entry entry) {
        if (entry.isOut()) {
            residents.unplan(entry);
            out.remove(entry);
            MailboxConsumer holder = entry.holder();
            if (holder != null) {
                circle.takeBack(holder, entry.message().priority());
            }
        } else if (entry.stage() == Entry.Stage.READY) {
            leaveReady(entry);
        } else {
            residents.unplan(entry);
        }
    }

    private void leaveReady(Entry entry) {
        ready.remove(entry);
        if (entry.isPaged()) {
            entry.setPaged(false);
            residents.enter(entry);
        } else {
            residents.unplan(entry);
        }
    }
}
