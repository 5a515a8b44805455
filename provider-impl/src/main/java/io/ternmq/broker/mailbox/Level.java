// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ready messages of one priority: the first of them in memory, and behind them, when there are many, a backlog.
 * Everything in memory here comes before everything in the backlog. Owned by the shard.
 */
final class Level {

    private final Mailbox mailbox;
    private final int priority;
    private final Residents residents;
    private final EntryList head = new EntryList();
    private @Nullable Backlog backlog;
    private long lastOrder;

    Level(Mailbox mailbox, int priority, Residents residents) {
        this.mailbox = mailbox;
        this.priority = priority;
        this.residents = residents;
    }

    boolean isEmpty() {
        return head.isEmpty() && !hasBacklog();
    }

    boolean hasBacklog() {
        return backlog != null && !backlog.isEmpty();
    }

    /** How many are in memory, those in the backlog not counted. */
    int headSize() {
        return head.size();
    }

    private Backlog backlog() {
        if (backlog == null) {
            backlog = new Backlog(mailbox, priority, residents);
        }
        return backlog;
    }

    /** Adds a message behind all others; to the backlog when there is one, or when it is to begin one. */
    void addLast(Entry entry, boolean isPaged) {
        entry.order = ++lastOrder;
        if (isPaged || hasBacklog()) {
            backlog().append(entry);
        } else {
            head.insert(entry);
        }
    }

    /** Adds a message of the store to the backlog. */
    void addLast(Paged message) {
        backlog().append(++lastOrder, message);
    }

    /** Puts a message back to its place. */
    void putBack(Entry entry) {
        if (isInBacklog(entry.order)) {
            backlog().putBack(entry);
        } else {
            head.insert(entry);
        }
    }

    boolean isInBacklog(long order) {
        return backlog != null && backlog.holds(order);
    }

    /** Takes a message out, or the message of a picture. */
    void remove(Entry entry) {
        if (entry.isPaged() || isInBacklog(entry.order)) {
            backlog().remove(entry);
        } else {
            head.remove(entry);
        }
    }

    /** A message is in the store from now on. */
    void stored(Entry entry) {
        if (isInBacklog(entry.order)) {
            backlog().stored(entry);
        }
    }

    /** The message of a picture has been delivered more or less often. */
    void noteAttempts(Entry picture) {
        backlog().noteAttempts(picture);
    }

    @Nullable Entry find(long id) {
        return backlog == null ? null : backlog.find(id);
    }

    /** The messages of a chunk that have expired. */
    List<Entry> expiredIn(Chunk chunk, long nowMillis) {
        return backlog().expiredIn(chunk, nowMillis);
    }

    /** The first message; in memory from now on. Null when there is none. */
    @Nullable Entry first() {
        if (head.isEmpty() && backlog != null) {
            backlog.moveTo(head, residents.premises().paging().refill());
        }
        return head.head();
    }

    /** The first message that a consumer with a selector wants, or null; it may be a picture. */
    @Nullable Entry firstFor(MailboxConsumer consumer, ScanCursor cursor, ScanBudget budget) {
        Entry seen = cursor.seen;
        Entry candidate = seen == null ? head.head() : seen.next;
        while (candidate != null && !consumer.accepts(candidate)) {
            seen = candidate;
            candidate = candidate.next;
        }
        cursor.seen = seen;
        return candidate == null && backlog != null && !backlog.isEmpty()
                ? backlog.firstFor(consumer, cursor, budget)
                : candidate;
    }

    /** Walks over the messages behind an order; false when the visitor has seen enough. */
    boolean walk(long after, LevelVisitor visitor) {
        for (Entry entry = head.firstAfter(after); entry != null; entry = entry.next) {
            if (!visitor.onEntry(entry)) {
                return false;
            }
        }
        return backlog == null || backlog.walk(after, visitor);
    }

    /** Forgets everything; the mailbox is gone. */
    void clear() {
        if (backlog != null) {
            backlog.clear();
        }
    }
}
