// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * Messages in order, linked through themselves. Adding at either end, taking out, putting back a run of messages, and
 * going on where a walk ended are constant in time; putting back a single one costs a walk from the front. Owned by
 * the shard.
 */
final class EntryList {

    private @Nullable Entry head;
    private @Nullable Entry tail;
    private @Nullable Entry lastInserted;
    private @Nullable Entry lastSought;
    private int size;

    @Nullable Entry head() {
        return head;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return head == null;
    }

    /** The first message whose order is greater, or null. */
    @Nullable Entry firstAfter(long order) {
        if (tail == null || tail.order <= order) {
            return null;
        }
        Entry hint = lastSought;
        Entry before = hint != null && hint.order <= order ? hint : null;
        Entry next = before == null ? head : before.next;
        while (next != null && next.order <= order) {
            before = next;
            next = next.next;
        }
        lastSought = before;
        return next;
    }

    /** Adds at the end, whatever the order; the list is then good for walks from the head only. */
    void append(Entry entry) {
        insertAfter(tail, entry);
    }

    /** Adds at the place that its order gives it. */
    void insert(Entry entry) {
        insertAfter(predecessorOf(entry), entry);
    }

    private void insertAfter(@Nullable Entry before, Entry entry) {
        Entry after = before == null ? head : before.next;
        entry.previous = before;
        entry.next = after;
        if (before == null) {
            head = entry;
        } else {
            before.next = entry;
        }
        if (after == null) {
            tail = entry;
        } else {
            after.previous = entry;
            lastInserted = entry;
        }
        size++;
    }

    private @Nullable Entry predecessorOf(Entry entry) {
        if (tail == null || tail.order < entry.order) {
            return tail;
        }
        Entry hint = lastInserted;
        Entry before = hint != null && hint.order < entry.order ? hint : null;
        Entry next = before == null ? head : before.next;
        while (next != null && next.order < entry.order) {
            before = next;
            next = next.next;
        }
        return before;
    }

    void remove(Entry entry) {
        Entry before = entry.previous;
        Entry after = entry.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
        if (lastInserted == entry) {
            lastInserted = before;
        }
        if (lastSought == entry) {
            lastSought = before;
        }
        entry.previous = null;
        entry.next = null;
        size--;
    }
}
