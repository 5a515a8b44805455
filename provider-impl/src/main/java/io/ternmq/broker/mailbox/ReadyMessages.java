// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that may be delivered: one level for each priority, highest first. A consumer with a selector remembers how
 * far it has looked, so that a long backlog which it does not want is read once and not for every message. Owned by
 * the shard.
 */
final class ReadyMessages {

    static final int LEVELS = 10;

    private final Mailbox mailbox;
    private final Residents residents;
    private final @Nullable Level[] levels = new @Nullable Level[LEVELS];
    private final List<MailboxConsumer> selective = new ArrayList<>();
    private final ScanBudget budget;
    private int occupied;
    private int size;

    ReadyMessages(Mailbox mailbox, Residents residents) {
        this.mailbox = mailbox;
        this.residents = residents;
        this.budget = new ScanBudget(residents.premises().paging().looks());
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return occupied == 0;
    }

    ScanBudget budget() {
        return budget;
    }

    /** Whether so many are in memory that newcomers had better not be. */
    boolean isWindowFull() {
        int window = residents.premises().paging().window();
        if (size < window) {
            return false;
        }
        int inMemory = 0;
        for (Level level : levels) {
            inMemory += level == null ? 0 : level.headSize();
        }
        return inMemory >= window;
    }

    /** The highest priority of those that may be delivered, or -1. */
    int highest() {
        return highest(occupied);
    }

    /**
     * Adds a message behind all others of its priority.
     *
     * @param isPaged whether it is not to stay in memory once it is in the store
     */
    void addLast(Entry entry, boolean isPaged) {
        levelFor(entry.message().priority()).addLast(entry, isPaged);
        count(entry.message().priority());
    }

    /** Adds a message of the store without bringing it into memory. */
    void addLast(Paged message) {
        levelFor(message.priority()).addLast(message);
        count(message.priority());
    }

    /** Puts a message back to where it was before it was taken out. */
    void putBack(Entry entry) {
        int priority = entry.message().priority();
        Level level = levelFor(priority);
        boolean intoBacklog = level.isInBacklog(entry.order);
        level.putBack(entry);
        count(priority);
        if (intoBacklog) {
            selective.forEach(consumer -> consumer.cursors[priority].lookAgainAt(entry.order));
        } else if (entry.next != null) {
            reconsider(entry, priority);
        }
    }

    private void count(int priority) {
        occupied |= 1 << priority;
        size++;
    }

    /** Takes a message out, or the message of a picture. */
    void remove(Entry entry) {
        int priority = entry.message().priority();
        for (MailboxConsumer consumer : selective) {
            ScanCursor cursor = consumer.cursors[priority];
            if (cursor.seen == entry) {
                cursor.seen = entry.previous;
            }
        }
        Level level = levelOf(priority);
        level.remove(entry);
        if (level.isEmpty()) {
            occupied &= ~(1 << priority);
        }
        size--;
    }

    void addSelective(MailboxConsumer consumer) {
        selective.add(consumer);
    }

    void removeSelective(MailboxConsumer consumer) {
        selective.remove(consumer);
    }

    /** The message that is next in order of delivery, or null. */
    @Nullable Entry first() {
        return occupied == 0 ? null : levelOf(highest(occupied)).first();
    }

    /**
     * The message that this consumer gets next, or null; also null when it may not look any further for now, which the
     * budget remembers. A picture when the message is in the backlog.
     */
    @Nullable Entry firstFor(MailboxConsumer consumer) {
        if (consumer.selector() == null) {
            return first();
        }
        for (int rest = occupied; rest != 0; rest &= ~(1 << highest(rest))) {
            int priority = highest(rest);
            Entry found = levelOf(priority).firstFor(consumer, consumer.cursors[priority], budget);
            if (found != null || budget.isExhausted()) {
                return found;
            }
        }
        return null;
    }

    /** A message is in the store from now on. */
    void stored(Entry entry) {
        levelOf(entry.message().priority()).stored(entry);
    }

    /** The message of a picture has been delivered more or less often. */
    void noteAttempts(Entry picture) {
        levelOf(picture.message().priority()).noteAttempts(picture);
    }

    /** A picture of a message that is in a backlog and not in memory, or null. */
    @Nullable Entry find(long id) {
        for (int rest = occupied; rest != 0; rest &= ~(1 << highest(rest))) {
            Entry found = levelOf(highest(rest)).find(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The messages of a chunk that have expired, as pictures. */
    List<Entry> expiredIn(Chunk chunk, long nowMillis) {
        return levelOf(chunk.priority()).expiredIn(chunk, nowMillis);
    }

    /** Walks over the messages of a priority behind an order; false when the visitor has seen enough. */
    boolean walk(int priority, long after, LevelVisitor visitor) {
        Level level = levels[priority];
        return level == null || level.walk(after, visitor);
    }

    /** Forgets everything; the mailbox is gone. */
    void clear() {
        for (Level level : levels) {
            if (level != null) {
                level.clear();
            }
        }
    }

    /** A message came back in front of what some consumers have looked at already. */
    private void reconsider(Entry entry, int priority) {
        for (MailboxConsumer consumer : selective) {
            ScanCursor cursor = consumer.cursors[priority];
            if (cursor.seen != null && cursor.seen.order > entry.order) {
                cursor.seen = entry.previous;
            }
        }
    }

    private Level levelFor(int priority) {
        Level level = levels[priority];
        if (level == null) {
            level = new Level(mailbox, priority, residents);
            levels[priority] = level;
        }
        return level;
    }

    private Level levelOf(int priority) {
        Level level = levels[priority];
        assert level != null : "nothing of priority " + priority;
        return level;
    }

    private static int highest(int mask) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(mask);
    }
}
