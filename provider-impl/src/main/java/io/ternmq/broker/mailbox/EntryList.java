// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import org.jspecify.annotations.Nullable;

/**
 * Messages in order, linked through themselves. Adding at either end, taking out, and putting back a run of messages
 * are constant in time; putting back a single one costs a walk from the front. Owned by the shard.
 */
final class EntryList {

    private @Nullable Entry head;
    private @Nullable Entry tail;
    private @Nullable Entry lastInserted;
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

    /** Adds at the place that its order gives it. */
    void insert(Entry entry) {
        Entry before = predecessorOf(entry);
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
        entry.previous = null;
        entry.next = null;
        size--;
    }
}
