// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a session of the victim and of its one consumer. Owned by the {@link Book}. */
final class Reader {

    /** How what it receives is acknowledged. */
    enum Mode {
        /** By the session, while {@code receive} returns. */
        AUTO,
        /** By the session, when the listener has returned. */
        LISTENER,
        /** By the program. */
        CLIENT,
        /** By the program, from an empty broker at leisure: one consumer a mailbox, nobody sends. */
        DRAIN,
        /** The same from the queue of dead letters of the mailbox. */
        DEAD,
        /** By the end of a transaction or branch. */
        TRANSACTED
    }

    /** Messages that must keep their order among each other. */
    private record Line(int producer, int priority) {}

    private final Mode mode;
    private final String mailbox;
    private final Map<Line, Integer> lastNumbers = new HashMap<>();
    private int lowestPriority = 9;
    private boolean isAsking;
    private @Nullable Deed current;

    Reader(Mode mode, String mailbox) {
        this.mode = mode;
        this.mailbox = mailbox;
    }

    Mode mode() {
        return mode;
    }

    String mailbox() {
        return mailbox;
    }

    boolean isAutomatic() {
        return mode == Mode.AUTO || mode == Mode.LISTENER;
    }

    /** Whether a call is under way that may receive a message and acknowledge it before it returns. */
    boolean isAsking() {
        return isAsking;
    }

    void setAsking(boolean asking) {
        isAsking = asking;
    }

    /** What was received and is not acknowledged yet, or null. */
    @Nullable Deed current() {
        return current;
    }

    void setCurrent(@Nullable Deed deed) {
        current = deed;
    }

    /** Takes note of a first delivery; the number of the message that should have come after it, or -1. */
    int overtaken(Mail mail) {
        Integer before = lastNumbers.put(new Line(mail.id().producer(), mail.priority()), mail.id().number());
        return before != null && before > mail.id().number() ? before : -1;
    }

    /** Takes note of a first delivery; whether one of a lower priority came before it. */
    boolean isOutOfRank(Mail mail) {
        boolean late = mail.priority() > lowestPriority;
        lowestPriority = Math.min(lowestPriority, mail.priority());
        return late;
    }
}
