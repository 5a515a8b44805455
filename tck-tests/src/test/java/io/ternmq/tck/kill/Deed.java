// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.ArrayList;
import java.util.List;

/** Sends and receipts that take effect together. Owned by the {@link Book}. */
final class Deed {

    /** What a death makes of a deed, and whether it is all or nothing. */
    enum Kind {
        /** A send outside of any transaction; to a topic it is one deed for all subscriptions. */
        SEND(true, Fate.ABORTED),
        /** A receipt that the session acknowledges by itself: the last one before a death may come again or not. */
        AUTOMATIC(false, Fate.UNKNOWN),
        /** Receipts that the program acknowledges; nothing says that this is all or nothing. */
        GROUP(false, Fate.ABORTED),
        /** A transaction of a session. */
        LOCAL(true, Fate.ABORTED),
        /** A branch of a distributed transaction. */
        BRANCH(true, Fate.ABORTED);

        private final boolean isAtomic;
        private final Fate ifKilledOpen;

        Kind(boolean isAtomic, Fate ifKilledOpen) {
            this.isAtomic = isAtomic;
            this.ifKilledOpen = ifKilledOpen;
        }
    }

    /**
     * One receipt.
     *
     * @param copy  what was received
     * @param order the how manieth receipt of it this was
     */
    record Take(Copy copy, int order) {

        /** Whether it has come again since. */
        boolean cameAgain() {
            return copy.receipts() > order;
        }
    }

    private final String name;
    private final Kind kind;
    private final List<Mail> sends = new ArrayList<>();
    private final List<Take> takes = new ArrayList<>();
    private Fate fate = Fate.OPEN;
    private long settledAt = Long.MAX_VALUE;

    Deed(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    Fate fate() {
        return fate;
    }

    boolean isAtomic() {
        return kind.isAtomic;
    }

    List<Mail> sends() {
        return sends;
    }

    List<Take> takes() {
        return takes;
    }

    boolean isEmpty() {
        return sends.isEmpty() && takes.isEmpty();
    }

    /** Number of the line since when the receipts in it have taken effect. */
    long settledAt() {
        return settledAt;
    }

    void addSend(Mail mail) {
        sends.add(mail);
    }

    void addTake(Take take) {
        takes.add(take);
    }

    void moveTo(Fate next, long line) {
        fate = next;
        if (next == Fate.COMMITTED) {
            settledAt = Math.min(settledAt, line);
        }
    }

    /** The victim has died. */
    void onDeath() {
        switch (fate) {
            case OPEN -> fate = kind.ifKilledOpen;
            case PREPARING -> fate = Fate.ABORTING;
            case COMMITTING -> fate = Fate.UNKNOWN;
            case ABORTING -> fate = kind == Kind.BRANCH ? Fate.ABORTING : Fate.ABORTED;
            case PREPARED, DECIDED, COMMITTED, ABORTED, UNKNOWN -> { /* stands whoever dies */ }
        }
    }

    /** Writes into the history of every message that it touches. */
    void note(String text) {
        sends.forEach(mail -> mail.note(text));
        takes.forEach(take -> take.copy().mail().note(text));
    }
}
