// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.StoredMessage;
import io.ternmq.message.FrozenMessage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ready messages of one priority behind those in memory: a few bytes each, in chunks. A chunk without messages is
 * dropped wherever it is; what comes back to an order that no chunk begins at belongs to the chunk before. Owned by
 * the shard.
 */
final class Backlog {

    private final Mailbox mailbox;
    private final int priority;
    private final Residents residents;
    private final Premises premises;
    private final ChunkList chunks = new ChunkList();
    private int size;

    Backlog(Mailbox mailbox, int priority, Residents residents) {
        this.mailbox = mailbox;
        this.priority = priority;
        this.residents = residents;
        this.premises = residents.premises();
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether a place is in here, and not among those that come before. */
    boolean holds(long order) {
        return size > 0 && order >= chunks.get(0).firstLiveOrder();
    }

    /** Adds a message behind all others. It stays in memory until it is in the store. */
    void append(Entry entry) {
        Chunk chunk = growing(entry.order, entry.id());
        chunk.reserve(entry.id());
        chunk.pinned().insert(entry);
        size++;
        keepAsNumbers(chunk, entry);
    }

    /** Adds a message of the store behind all others; it never was in memory. */
    void append(long order, Paged message) {
        Chunk chunk = growing(order, message.entry());
        chunk.reserve(message.entry());
        int place = chunk.placeOf(order, message.entry());
        if (place >= 0) {
            put(chunk, place, message);
        } else {
            pin(chunk, order, message);
        }
        size++;
    }

    private void pin(Chunk chunk, long order, Paged message) {
        StoredMessage stored = new StoredMessage(
                message.ref(), message.sizeBytes(), priority, message.expirationMillis(), premises.source());
        Entry entry = new Entry(message.entry(), mailbox, stored, Entry.BYTES);
        entry.order = order;
        entry.setAttempts(message.attempts());
        entry.moveTo(Entry.Stage.READY, null);
        entry.setDueMillis(message.expirationMillis());
        residents.enter(entry);
        residents.plan(entry);
        chunk.pinned().insert(entry);
    }

    private Chunk growing(long order, long id) {
        if (chunks.isEmpty() || !chunks.last().takes(order, id)) {
            long firstId = chunks.isEmpty() ? id : Math.max(id, chunks.last().lastId());
            chunks.add(new Chunk(mailbox, priority, premises.paging().chunk(), order, firstId));
        }
        return chunks.last();
    }

    /** Puts a message in memory back to its place, which is in here. */
    void putBack(Entry entry) {
        Chunk chunk = chunks.get(chunks.floor(entry.order));
        chunk.pinned().insert(entry);
        size++;
        keepAsNumbers(chunk, entry);
    }

    /** A message is in the store from now on. */
    void stored(Entry entry) {
        Chunk chunk = chunks.get(chunks.floor(entry.order));
        keepAsNumbers(chunk, entry);
    }

    private void keepAsNumbers(Chunk chunk, Entry entry) {
        int place = chunk.placeOf(entry.order, entry.id());
        if (place >= 0 && entry.message() instanceof StoredMessage message && message.isStored()) {
            chunk.pinned().remove(entry);
            residents.leave(entry);
            message.release();
            put(chunk, place, new Paged(
                    entry.id(),
                    message.ref(),
                    priority,
                    message.sizeBytes(),
                    message.expirationMillis(),
                    entry.attempts()));
            entry.setPaged(true);
        }
    }

    private void put(Chunk chunk, int place, Paged message) {
        chunk.put(place, message);
        long expiration = message.expirationMillis();
        residents.countPaged(Chunk.bytesOf(expiration));
        if (expiration != 0 && (chunk.dueMillis() == 0 || expiration < chunk.dueMillis())) {
            plan(chunk, expiration);
        }
    }

    private void plan(Chunk chunk, long dueMillis) {
        residents.unplan(chunk);
        chunk.setDueMillis(dueMillis);
        if (dueMillis != 0) {
            premises.timetable().add(chunk);
        }
    }

    /** Takes a message out of its place, or the message of a picture. */
    void remove(Entry entry) {
        int index = chunks.floor(entry.order);
        Chunk chunk = chunks.get(index);
        if (entry.isPaged()) {
            takeOut(chunk, entry);
        } else {
            chunk.pinned().remove(entry);
        }
        size--;
        tidy(index);
    }

    private void takeOut(Chunk chunk, Entry picture) {
        chunk.take(picture);
        residents.uncountPaged(Chunk.bytesOf(picture.message().expirationMillis()));
    }

    private void tidy(int index) {
        Chunk chunk = chunks.get(index);
        if (chunk.isEmpty()) {
            residents.unplan(chunk);
            chunks.remove(index);
        } else if (index < chunks.size() - 1) {
            chunk.squeeze();
        }
    }

    /** Moves the first messages to the end of a list in memory. */
    void moveTo(EntryList list, int most) {
        for (int left = most; left > 0 && size > 0; left--) {
            Chunk chunk = chunks.get(0);
            Entry entry = Objects.requireNonNull(chunk.at(chunk.firstLiveOrder(), premises.source()));
            remove(entry);
            if (entry.isPaged()) {
                entry.setPaged(false);
                residents.enter(entry);
                residents.plan(entry);
            }
            list.insert(entry);
        }
    }

    /** A picture of a message that is here as numbers, or null. */
    @Nullable Entry find(long id) {
        for (int i = chunks.ofId(id); i < chunks.size() && chunks.get(i).firstId() <= id; i++) {
            Entry found = chunks.get(i).find(id, premises.source());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The message of a picture has been delivered more or less often. */
    void noteAttempts(Entry picture) {
        chunks.get(chunks.floor(picture.order)).noteAttempts(picture);
    }

    /** The messages of a chunk that have expired, as pictures; when there is none, the chunk is put down anew. */
    List<Entry> expiredIn(Chunk chunk, long nowMillis) {
        List<Entry> expired = new ArrayList<>();
        for (int place = chunk.nextStored(0); place < chunk.places(); place = chunk.nextStored(place + 1)) {
            long expiration = chunk.expirationAt(place);
            if (expiration != 0 && expiration <= nowMillis) {
                expired.add(chunk.picture(place, premises.source()));
            }
        }
        if (expired.isEmpty()) {
            plan(chunk, chunk.firstExpiration());
        }
        return expired;
    }

    /** Walks over the messages behind an order; false when the visitor has seen enough. */
    boolean walk(long after, LevelVisitor visitor) {
        for (int i = Math.max(0, chunks.floor(after)); i < chunks.size(); i++) {
            if (!walk(chunks.get(i), after, visitor)) {
                return false;
            }
        }
        return true;
    }

    private static boolean walk(Chunk chunk, long after, LevelVisitor visitor) {
        Entry entry = chunk.pinned().firstAfter(after);
        int place = chunk.nextStored(chunk.firstPlaceAfter(after));
        while (entry != null || place < chunk.places()) {
            boolean isEntry = place == chunk.places() || (entry != null && entry.order < chunk.orderAt(place));
            if (isEntry && entry != null) {
                Entry present = entry;
                entry = present.next;
                if (!visitor.onEntry(present)) {
                    return false;
                }
            } else {
                int present = place;
                place = chunk.nextStored(present + 1);
                if (!visitor.onPaged(chunk, present)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The first message that a consumer with a selector wants, or null; it may be a picture. */
    @Nullable Entry firstFor(MailboxConsumer consumer, ScanCursor cursor, ScanBudget budget) {
        Entry found = amongThoseThatCameBack(consumer, cursor, budget);
        if (found != null || budget.isExhausted()) {
            return found;
        }
        Scan scan = new Scan(consumer, cursor, budget);
        walk(cursor.passed, scan);
        return scan.found;
    }

    private @Nullable Entry amongThoseThatCameBack(
            MailboxConsumer consumer, ScanCursor cursor, ScanBudget budget) {
        Iterator<Long> places = cursor.again();
        while (places != null && places.hasNext()) {
            Entry entry = at(places.next());
            if (entry != null && !budget.take()) {
                return null;
            }
            if (entry != null && consumer.accepts(entry)) {
                return entry;
            }
            places.remove();
        }
        return null;
    }

    private @Nullable Entry at(long order) {
        int index = chunks.floor(order);
        return index < 0 ? null : chunks.get(index).at(order, premises.source());
    }

    /** Forgets everything; the mailbox is gone. */
    void clear() {
        for (int i = 0; i < chunks.size(); i++) {
            residents.unplan(chunks.get(i));
        }
    }

    /** Looks for a message that a selector matches. What it does not match is read and forgotten. */
    private final class Scan implements LevelVisitor {

        private final MailboxConsumer consumer;
        private final ScanCursor cursor;
        private final ScanBudget budget;
        private @Nullable Entry found;

        Scan(MailboxConsumer consumer, ScanCursor cursor, ScanBudget budget) {
            this.consumer = consumer;
            this.cursor = cursor;
            this.budget = budget;
        }

        @Override
        public boolean onEntry(Entry entry) {
            if (!budget.take()) {
                return false;
            }
            if (consumer.accepts(entry)) {
                found = entry;
                return false;
            }
            cursor.passed = entry.order;
            return true;
        }

        @Override
        public boolean onPaged(Chunk chunk, int place) {
            if (!budget.take()) {
                return false;
            }
            FrozenMessage message = premises.source().read(chunk.refAt(place));
            if (consumer.accepts(message)) {
                found = chunk.picture(place, new StoredMessage(message, chunk.refAt(place), premises.source()));
                return false;
            }
            cursor.passed = chunk.orderAt(place);
            return true;
        }
    }
}
