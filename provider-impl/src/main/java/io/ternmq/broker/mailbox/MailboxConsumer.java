// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.message.FrozenMessage;
import io.ternmq.selector.Selector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A consumer as its mailbox sees it: what it takes, how many more, how many it has. Owned by the shard. */
public final class MailboxConsumer {

    private final long id;
    private final long connection;
    private final long handle;
    private final Mailbox mailbox;
    private final @Nullable Selector selector;
    private final long leaseMillis;
    private int credit;
    private int inFlight;
    /** How many messages it was given so far. */
    private long given;
    private final PriorityCounts levels = new PriorityCounts();
    /** Lowest priority that was given to it since it last answered a recall: whatever it kept then is consumed. */
    private int lowestSinceRecall = ReadyMessages.LEVELS;

    private boolean closed;
    private boolean recalled;
    private boolean waiting;

    /** Whether it stands in the mailbox's circle of consumers with credit. */
    boolean inCircle;

    /** For each priority how far it has looked; only with a selector. */
    final ScanCursor[] cursors;

    /**
     * Makes a consumer without credit.
     *
     * @param id         number in the broker
     * @param connection number of the connection
     * @param handle     number by which the client calls it
     * @param mailbox    where it takes messages from
     * @param selector   what it takes, or null for everything
     */
    public MailboxConsumer(long id, long connection, long handle, Mailbox mailbox, @Nullable Selector selector) {
        this(id, connection, handle, mailbox, selector, 0);
    }

    /**
     * Makes a consumer without credit to which messages may belong for a time only.
     *
     * @param id          number in the broker
     * @param connection  number of the connection
     * @param handle      number by which the client calls it
     * @param mailbox     where it takes messages from
     * @param selector    what it takes, or null for everything
     * @param leaseMillis for how long, or 0 for as long as it likes
     */
    public MailboxConsumer(
            long id, long connection, long handle, Mailbox mailbox, @Nullable Selector selector, long leaseMillis) {
        this.leaseMillis = leaseMillis;
        this.id = id;
        this.connection = connection;
        this.handle = handle;
        this.mailbox = mailbox;
        this.selector = selector;
        this.cursors = new ScanCursor[selector == null ? 0 : ReadyMessages.LEVELS];
        Arrays.setAll(cursors, priority -> new ScanCursor());
    }

    /** Number in the broker. */
    public long id() {
        return id;
    }

    /** Number of its connection. */
    public long connection() {
        return connection;
    }

    /** Number by which its client calls it. */
    public long handle() {
        return handle;
    }

    /** Where it takes messages from. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** What it takes, or null for everything. */
    public @Nullable Selector selector() {
        return selector;
    }

    /** How long a message belongs to it unless that is extended; 0 for no limit. */
    public long leaseMillis() {
        return leaseMillis;
    }

    /** Whether it can be asked for messages back: what is leased was asked for by somebody. */
    boolean isRecallable() {
        return !recalled && leaseMillis == 0;
    }

    /** How many more messages it takes; never negative. */
    public int credit() {
        return credit;
    }

    /** How many messages are in flight to it. */
    public int inFlight() {
        return inFlight;
    }

    /** Whether it was closed; messages may still be in flight to it. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether it was asked to give messages back and has not answered yet. */
    public boolean isRecalled() {
        return recalled;
    }

    /** Whether it sleeps until a message comes. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Whether it holds a message of a lower priority that it may not have consumed yet. */
    boolean isBelow(int priority) {
        return lowestSinceRecall < priority && levels.lowest() < priority;
    }

    /** Whether nothing is on its way to one that has seen so many messages. */
    boolean hasSeenAll(long seen) {
        return seen == given;
    }

    /** Whether it would take one more message now. */
    boolean wantsMore() {
        return credit > 0 && !closed;
    }

    boolean accepts(Entry entry) {
        return selector == null || selector.matches(entry.message().load());
    }

    boolean accepts(FrozenMessage message) {
        return selector == null || selector.matches(message);
    }

    void addCredit(int more) {
        credit = (int) Math.min(Integer.MAX_VALUE, (long) credit + more);
    }

    void spendCredit(int messages) {
        credit = Math.max(0, credit - messages);
        waiting = false;
    }

    void revokeCredit() {
        credit = 0;
        waiting = false;
        if (recalled) {
            lowestSinceRecall = ReadyMessages.LEVELS;
        }
        recalled = false;
    }

    void takeOne(int priority) {
        assert credit > 0 : "delivery without credit";
        credit--;
        waiting = false;
        inFlight++;
        given++;
        levels.add(priority);
        lowestSinceRecall = Math.min(lowestSinceRecall, priority);
    }

    void giveOneBack(int priority) {
        inFlight--;
        levels.remove(priority);
        recalled = false;
    }

    void close() {
        closed = true;
        credit = 0;
        waiting = false;
    }

    void await() {
        waiting = true;
    }

    void recall() {
        recalled = true;
    }
}
