// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that may be delivered: one list for each priority, highest first. A consumer with a selector remembers how
 * far it has looked, so that a long backlog which it does not want is read once and not for every message. Owned by
 * the shard.
 */
final class ReadyMessages {

    static final int LEVELS = 10;

    private final @Nullable EntryList[] levels = new @Nullable EntryList[LEVELS];
    private final List<MailboxConsumer> selective = new ArrayList<>();
    private int occupied;
    private int size;
    private long lastOrder;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return occupied == 0;
    }

    /** The highest priority of those that may be delivered, or -1. */
    int highest() {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(occupied);
    }

    /** Adds a message behind all others of its priority. */
    void addLast(Entry entry) {
        entry.order = ++lastOrder;
        insert(entry);
    }

    /** Puts a message back to where it was before it was taken out. */
    void putBack(Entry entry) {
        insert(entry);
    }

    private void insert(Entry entry) {
        int level = entry.message().priority();
        EntryList list = levels[level];
        if (list == null) {
            list = new EntryList();
            levels[level] = list;
        }
        list.insert(entry);
        occupied |= 1 << level;
        size++;
        if (entry.next != null) {
            reconsider(entry, level);
        }
    }

    void remove(Entry entry) {
        int level = entry.message().priority();
        for (MailboxConsumer consumer : selective) {
            if (consumer.cursors[level] == entry) {
                consumer.cursors[level] = entry.previous;
            }
        }
        EntryList list = listOf(level);
        list.remove(entry);
        if (list.isEmpty()) {
            occupied &= ~(1 << level);
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
        return occupied == 0 ? null : listOf(highest(occupied)).head();
    }

    /** The message that this consumer gets next, or null. */
    @Nullable Entry firstFor(MailboxConsumer consumer) {
        if (consumer.selector() == null) {
            return first();
        }
        for (int rest = occupied; rest != 0; rest &= ~(1 << highest(rest))) {
            Entry found = scan(consumer, highest(rest));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The oldest of the lowest priority: what goes first when something has to go. */
    @Nullable Entry mostExpendable() {
        return occupied == 0 ? null : listOf(Integer.numberOfTrailingZeros(occupied)).head();
    }

    /** What goes next after this one. */
    @Nullable Entry nextExpendable(Entry entry) {
        if (entry.next != null) {
            return entry.next;
        }
        int higher = occupied & -(2 << entry.message().priority());
        return higher == 0 ? null : listOf(Integer.numberOfTrailingZeros(higher)).head();
    }

    void forEach(java.util.function.Consumer<? super Entry> action) {
        for (int rest = occupied; rest != 0; rest &= ~(1 << highest(rest))) {
            for (Entry entry = listOf(highest(rest)).head(); entry != null; entry = entry.next) {
                action.accept(entry);
            }
        }
    }

    private @Nullable Entry scan(MailboxConsumer consumer, int level) {
        Entry seen = consumer.cursors[level];
        Entry candidate = seen == null ? listOf(level).head() : seen.next;
        while (candidate != null && !consumer.accepts(candidate)) {
            seen = candidate;
            candidate = candidate.next;
        }
        consumer.cursors[level] = seen;
        return candidate;
    }

    /** A message came back in front of what some consumers have looked at already. */
    private void reconsider(Entry entry, int level) {
        for (MailboxConsumer consumer : selective) {
            Entry cursor = consumer.cursors[level];
            if (cursor != null && cursor.order > entry.order) {
                consumer.cursors[level] = entry.previous;
            }
        }
    }

    private EntryList listOf(int level) {
        EntryList list = levels[level];
        assert list != null : "no list for priority " + level;
        return list;
    }

    private static int highest(int mask) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(mask);
    }
}
