// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.Timed;
import io.ternmq.common.LongMap;
import io.ternmq.common.LongObjConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a mailbox that are objects in memory, by number, and what they cost; those in the backlog are only
 * counted. One with a large body is always in memory, so it holds that from its coming to its going. Owned by the
 * shard.
 */
final class Residents {

    private final Premises premises;
    private final LongMap<Entry> entries = new LongMap<>();
    private int paged;
    private long pagedBytes;

    Residents(Premises premises) {
        this.premises = premises;
    }

    Premises premises() {
        return premises;
    }

    /** All messages of the mailbox. */
    int depth() {
        return entries.size() + paged;
    }

    @Nullable Entry get(long id) {
        return entries.get(id);
    }

    void forEach(LongObjConsumer<? super Entry> action) {
        entries.forEach(action);
    }

    /** A message comes into memory. */
    void enter(Entry entry) {
        Entry before = entries.put(entry.id(), entry);
        assert before == null : "message " + entry.id() + " is there twice";
        premises.addMemory(entry.charge());
        premises.bodies().hold(entry.message());
    }

    /** A message leaves memory. */
    void leave(Entry entry) {
        entries.remove(entry.id());
        premises.addMemory(-entry.charge());
        premises.bodies().release(entry.message());
        unplan(entry);
    }

    /** Everything is gone. */
    void dispose() {
        entries.forEach((id, entry) -> {
            premises.addMemory(-entry.charge());
            premises.bodies().release(entry.message());
            unplan(entry);
        });
        entries.clear();
        premises.addMemory(-pagedBytes);
        paged = 0;
        pagedBytes = 0;
    }

    /** Counts a message that is in the backlog only. */
    void countPaged(int bytes) {
        paged++;
        pagedBytes += bytes;
        premises.addMemory(bytes);
    }

    /** Counts a message that is not in the backlog any more. */
    void uncountPaged(int bytes) {
        paged--;
        pagedBytes -= bytes;
        premises.addMemory(-bytes);
    }

    /** Puts the next moment of a message down: the end of its wait, or of its life while it is ready. */
    void plan(Entry entry) {
        if (entry.dueMillis() != 0 && !entry.isOut() && !entry.isPaged()) {
            premises.timetable().add(entry);
        }
    }

    void unplan(Timed item) {
        if (item.scheduleIndex() != Timed.NOT_SCHEDULED) {
            premises.timetable().remove(item);
        }
    }
}
