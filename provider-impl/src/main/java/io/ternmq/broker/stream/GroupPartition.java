// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.stream;

import java.util.Map;
import java.util.TreeMap;

/**
 * One partition as a group sees it. Everything before {@link #cursor()} was looked at; of that, what is not done with
 * is either out at the owner or waits to be fed once more. Owned by the shard.
 *
 * <pre>
 *   nobody's -- moved -----> owned
 *   owned ----- its owner has to give it up (another one is wanted): no more is fed, what is not out goes back
 *   owned ----- nothing is out any more, moved -> another one's
 * </pre>
 */
public final class GroupPartition {

    private static final int MOST_PASSED = 1_000;

    private final int number;

    /** Number of its entry in the owner's mailbox, by offset. */
    private final TreeMap<Long, Long> out = new TreeMap<>();

    /** How often it was delivered, by offset: fed before everything from the cursor on. */
    private final TreeMap<Long, Integer> again = new TreeMap<>();

    private long cursor;
    private boolean dirty;
    private long committed;

    /** Number of the owner's mailbox; 0 for nobody. */
    private long owner;

    /** Number of the mailbox of the member whose it is to be; 0 for nobody. */
    private long wanted;

    /** The owner has to give it up and was asked for what its program has not seen: no more is fed since. */
    private boolean recalled;

    GroupPartition(int number, long offset) {
        this.number = number;
        this.cursor = offset;
        this.committed = offset;
    }

    /** Its number, from 0. */
    public int number() {
        return number;
    }

    /** Mailbox of the member that has it; 0 for nobody. */
    public long owner() {
        return owner;
    }

    /** Mailbox of the member that is to have it; 0 for nobody. */
    public long wanted() {
        return wanted;
    }

    /** Whether a member has it and is to keep it. */
    public boolean isFedTo(long mailbox) {
        return owner == mailbox && wanted == mailbox;
    }

    /** Whether its owner has been asked for it already; what is out still is in the hands of the program then. */
    public boolean isRecalled() {
        return recalled;
    }

    /** The offset from which the group would go on after a restart. */
    public long committed() {
        return committed;
    }

    /** The first offset that nobody has looked at. */
    public long cursor() {
        return cursor;
    }

    /** The first offset that is not done with. */
    public long settledTo() {
        long first = cursor;
        first = out.isEmpty() ? first : Math.min(first, out.firstKey());
        return again.isEmpty() ? first : Math.min(first, again.firstKey());
    }

    /** Whether it is worth while to say how far it has come: something was settled, or much was passed over. */
    public boolean isWorthCommitting() {
        return dirty ? settledTo() > committed : cursor - committed >= MOST_PASSED && settledTo() > committed;
    }

    /** Numbers of the entries at its owner, by offset; not to be changed. */
    public Map<Long, Long> out() {
        return out;
    }

    /** Whether something of it is at its owner. */
    public boolean isOut() {
        return !out.isEmpty();
    }

    /** What is to be fed before everything else, by offset, with how often it was delivered; not to be changed. */
    public Map<Long, Integer> again() {
        return again;
    }

    void want(long mailbox) {
        wanted = mailbox;
        recalled &= owner != wanted;
    }

    void moveTo(long mailbox) {
        owner = mailbox;
        recalled = false;
    }

    void recalledFrom(long mailbox) {
        recalled |= owner == mailbox && wanted != mailbox;
    }

    void place(long offset) {
        out.clear();
        again.clear();
        cursor = offset;
        committed = offset;
    }

    /** Nobody is in the group: it will go on there. */
    void commit(long next, boolean isIdle) {
        committed = Math.max(committed, next);
        dirty &= settledTo() > committed;
        if (isIdle) {
            again.headMap(next).clear();
            passTo(next);
        }
    }

    /** What was not committed comes again. */
    void rewind() {
        out.clear();
        again.clear();
        cursor = committed;
    }

    /** Everything before an offset was looked at. */
    void passTo(long next) {
        cursor = Math.max(cursor, next);
    }

    void feed(long offset, long entry) {
        again.remove(offset);
        out.put(offset, entry);
        cursor = Math.max(cursor, offset + 1);
    }

    void settle(long offset) {
        out.remove(offset);
        dirty = true;
    }

    void takeBack(long offset, int attempts) {
        if (out.remove(offset) != null) {
            again.put(offset, attempts);
        }
    }

    void forget(long offset) {
        again.remove(offset);
    }

    /** What is not kept any more cannot be fed again. */
    void forgetBefore(long offset) {
        again.headMap(offset).clear();
    }
}
