// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.mailbox;

import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.Timed;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A part of a backlog: ready messages of one priority, most of them as numbers only. Due when the first of its messages
 * expires. Owned by the shard.
 *
 * <pre>
 *   ids, refs, sizes   one place for each message that came in here, by order; the place of one that has gone, or is
 *                      in memory, has reference 0
 *   expirations,
 *   attempts           only when one of the messages needs them
 *   offsets            only after places without a message were squeezed out; else place and order go together
 *   pinned             messages in memory: not stored yet, not persistent, or come back after their place was squeezed
 *                      out
 * </pre>
 *
 * <p>The numbers of the messages grow with the places, so that one is found by its number. One that came out of the
 * line (it waited for its moment) repeats the number before it and stays in memory.
 */
public final class Chunk extends Timed {

    private static final int SMALLEST = 16;
    private static final int BYTES = 16;
    private static final int BYTES_WITH_EXPIRATION = 24;
    private static final int FEWEST_TO_SQUEEZE = 64;
    private static final int SQUEEZE_BELOW = 4;

    private final Mailbox mailbox;
    private final int priority;
    private final int capacity;
    private final long firstOrder;
    private final long firstId;
    private final EntryList pinned = new EntryList();
    private long[] refs;
    private int[] ids;
    private int[] sizes;
    private long @Nullable [] expirations;
    private int @Nullable [] attempts;
    private int @Nullable [] offsets;
    private int used;
    private int stored;
    private int from;
    private long lastId;

    Chunk(Mailbox mailbox, int priority, int capacity, long firstOrder, long firstId) {
        this.mailbox = mailbox;
        this.priority = priority;
        this.capacity = capacity;
        this.firstOrder = firstOrder;
        this.firstId = firstId;
        this.lastId = firstId;
        int length = Math.min(SMALLEST, capacity);
        this.refs = new long[length];
        this.ids = new int[length];
        this.sizes = new int[length];
    }

    /** What a message in a backlog costs. */
    static int bytesOf(long expirationMillis) {
        return expirationMillis == 0 ? BYTES : BYTES_WITH_EXPIRATION;
    }

    int priority() {
        return priority;
    }

    /** Where the messages are. */
    public Mailbox mailbox() {
        return mailbox;
    }

    @Override
    protected long rank() {
        return firstId;
    }

    void setDueMillis(long millis) {
        this.dueMillis = millis;
    }

    EntryList pinned() {
        return pinned;
    }

    boolean isEmpty() {
        return stored == 0 && pinned.isEmpty();
    }

    int size() {
        return stored + pinned.size();
    }

    long firstOrder() {
        return firstOrder;
    }

    /** No message that is here as numbers has a smaller number. */
    long firstId() {
        return firstId;
    }

    /** The greatest number of a message that came in here. */
    long lastId() {
        return lastId;
    }

    /** Order of the first message that is here; {@link Long#MAX_VALUE} when none is. */
    long firstLiveOrder() {
        from = nextStored(from);
        long first = from == used ? Long.MAX_VALUE : orderAt(from);
        Entry entry = pinned.head();
        return entry == null ? first : Math.min(first, entry.order);
    }

    /** Whether the next message can be added here. */
    boolean takes(long order, long id) {
        return offsets == null && used < capacity && order == firstOrder + used && id - firstId <= Integer.MAX_VALUE;
    }

    /** Adds a place for a message, which may be put there later unless it is out of the line. */
    void reserve(long id) {
        if (used == refs.length) {
            resize(Math.min(capacity, used * 2));
        }
        lastId = Math.max(lastId, id);
        ids[used] = (int) (lastId - firstId);
        used++;
    }

    /** The place that belongs to a message, or a negative number. */
    int placeOf(long order, long id) {
        int place = placeOf(order);
        return place >= 0 && firstId + ids[place] == id ? place : -1;
    }

    private int placeOf(long order) {
        long offset = order - firstOrder;
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            return -1;
        }
        if (offsets != null) {
            return Arrays.binarySearch(offsets, 0, used, (int) offset);
        }
        return offset < used ? (int) offset : -1;
    }

    /** The message of a number that is here as numbers, as a picture; or null. */
    @Nullable Entry find(long id, StoredMessage.Source source) {
        long wanted = id - firstId;
        if (wanted < 0 || wanted > Integer.MAX_VALUE) {
            return null;
        }
        int place = Arrays.binarySearch(ids, 0, used, (int) wanted);
        while (place > 0 && ids[place - 1] == wanted) {
            place--;
        }
        while (place >= 0 && place < used && ids[place] == wanted && refs[place] == 0) {
            place++; // it went from there, and came in again further back
        }
        return place >= 0 && place < used && ids[place] == wanted ? picture(place, source) : null;
    }

    /** The message of an order: the message itself, a picture of it, or null when it is not here. */
    @Nullable Entry at(long order, StoredMessage.Source source) {
        Entry entry = pinned.firstAfter(order - 1);
        if (entry != null && entry.order == order) {
            return entry;
        }
        int place = placeOf(order);
        return place >= 0 && refs[place] != 0 ? picture(place, source) : null;
    }

    /** Keeps a message as numbers. */
    void put(int place, Paged message) {
        refs[place] = message.ref();
        sizes[place] = message.sizeBytes();
        if (message.expirationMillis() != 0 && expirations == null) {
            expirations = new long[refs.length];
        }
        if (expirations != null) {
            expirations[place] = message.expirationMillis();
        }
        setAttempts(place, message.attempts());
        stored++;
        from = Math.min(from, place);
    }

    private void setAttempts(int place, int count) {
        if (count != 0 && attempts == null) {
            attempts = new int[refs.length];
        }
        if (attempts != null) {
            attempts[place] = count;
        }
    }

    /** How often the message of a picture was delivered has changed. */
    void noteAttempts(Entry picture) {
        setAttempts(placeOf(picture.order), picture.attempts());
    }

    /** Takes the message of a picture out; its place stays, in case it comes back. */
    void take(Entry picture) {
        int place = placeOf(picture.order);
        assert refs[place] != 0 : "nothing at " + picture.order;
        refs[place] = 0;
        stored--;
    }

    /** Gives room back when few of many places are in use. Not for the chunk that grows. */
    void squeeze() {
        if (used >= FEWEST_TO_SQUEEZE && stored < used / SQUEEZE_BELOW) {
            int[] left = new int[used];
            int count = 0;
            for (int place = nextStored(0); place < used; place = nextStored(place + 1)) {
                left[count] = offsetAt(place);
                move(place, count++);
            }
            offsets = Arrays.copyOf(left, count);
            used = count;
            from = 0;
            resize(count);
        }
    }

    private void move(int place, int to) {
        refs[to] = refs[place];
        ids[to] = ids[place];
        sizes[to] = sizes[place];
        if (expirations != null) {
            expirations[to] = expirations[place];
        }
        if (attempts != null) {
            attempts[to] = attempts[place];
        }
    }

    private void resize(int length) {
        refs = Arrays.copyOf(refs, length);
        ids = Arrays.copyOf(ids, length);
        sizes = Arrays.copyOf(sizes, length);
        expirations = expirations == null ? null : Arrays.copyOf(expirations, length);
        attempts = attempts == null ? null : Arrays.copyOf(attempts, length);
    }

    /** The first place from here on that holds a message; the number of places when there is none. */
    int nextStored(int place) {
        int next = place;
        while (next < used && refs[next] == 0) {
            next++;
        }
        return next;
    }

    /** The first place whose order is greater. */
    int firstPlaceAfter(long order) {
        if (order < firstOrder) {
            return 0;
        }
        long offset = order - firstOrder;
        if (offset >= Integer.MAX_VALUE) {
            return used;
        }
        if (offsets == null) {
            return (int) Math.min(used, offset + 1);
        }
        int place = Arrays.binarySearch(offsets, 0, used, (int) offset);
        return place >= 0 ? place + 1 : -(place + 1);
    }

    int places() {
        return used;
    }

    private int offsetAt(int place) {
        return offsets == null ? place : offsets[place];
    }

    long orderAt(int place) {
        return firstOrder + offsetAt(place);
    }

    /** When the first message that is here as numbers expires; 0 for never. */
    long firstExpiration() {
        long first = 0;
        for (int place = nextStored(from); expirations != null && place < used; place = nextStored(place + 1)) {
            long expiration = expirations[place];
            first = expiration != 0 && (first == 0 || expiration < first) ? expiration : first;
        }
        return first;
    }

    long expirationAt(int place) {
        return expirations == null ? 0 : expirations[place];
    }

    long refAt(int place) {
        return refs[place];
    }

    void moved(int place, long ref) {
        refs[place] = ref;
    }

    Paged pagedAt(int place) {
        int delivered = attempts == null ? 0 : attempts[place];
        return new Paged(
                firstId + ids[place], refs[place], priority, sizes[place], expirationAt(place), delivered);
    }

    /** The message of a place without its content. */
    StoredMessage messageAt(int place, StoredMessage.Source source) {
        return new StoredMessage(refs[place], sizes[place], priority, expirationAt(place), source);
    }

    /** What a message would be in memory. */
    Entry picture(int place, StoredMessage.Source source) {
        return picture(place, messageAt(place, source));
    }

    Entry picture(int place, StoredMessage message) {
        Entry entry = new Entry(firstId + ids[place], mailbox, message, Entry.BYTES);
        entry.order = orderAt(place);
        entry.setAttempts(attempts == null ? 0 : attempts[place]);
        entry.moveTo(Entry.Stage.READY, null);
        entry.setDueMillis(message.expirationMillis());
        entry.setPaged(true);
        return entry;
    }
}
