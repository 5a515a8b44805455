// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.tck.kill.Findings.Kind;
import java.util.Set;

/** Looks at each message that comes. Owned by the {@link Book}. */
final class Receipts {

    /** Where the load has one consumer at a time and one priority. */
    private static final Set<String> ONE_CONSUMER = Set.of(Places.BATCH, Places.PRIVATE);

    private final Findings findings;

    Receipts(Findings findings) {
        this.findings = findings;
    }

    /**
     * Looks at a receipt that the copy does not count yet.
     *
     * @param said   a {@link Verb#GOT}
     * @param deaths how many victims have ended so far
     */
    void check(Reader session, Copy copy, Line said, int deaths) {
        String who = said.word(0) + " receives";
        checkShown(copy, who);
        checkTaken(copy, who);
        if (session.mode() != Reader.Mode.DEAD) {
            boolean isFlagged = "R".equals(said.word(4));
            checkFlag(copy, isFlagged, said.number(3), deaths - copy.deathsBefore());
            if (!isFlagged && !copy.mail().isDelayed()) {
                checkOrder(session, copy);
            }
        }
        if (said.number(5) > 0) {
            findings.add(Kind.EARLY, copy.mail(),
                    who + ' ' + copy + ' ' + said.word(5) + " ms before its delivery time");
        }
    }

    /** Whether it may show at all. */
    void checkShown(Copy copy, String who) {
        Fate birth = copy.mail().birth().fate();
        if (!birth.mayShow()) {
            findings.add(Kind.PHANTOM, copy.mail(), who + ' ' + copy + ", but its sending is " + birth);
        }
    }

    private void checkTaken(Copy copy, String who) {
        Deed taker = copy.taker();
        if (taker != null && taker.fate().isSettled()) {
            findings.add(Kind.DUPLICATE, copy.mail(), who + ' ' + copy + ", which " + taker.name() + " has consumed");
        } else if (taker != null && taker.fate().isHolding()) {
            findings.add(Kind.DUPLICATE, copy.mail(), who + ' ' + copy + ", which " + taker.name() + " holds");
        }
    }

    private void checkFlag(Copy copy, boolean isFlagged, int count, int deaths) {
        int before = copy.receipts();
        if (before > 0 && !isFlagged) {
            findings.add(Kind.UNFLAGGED, copy.mail(), copy + " comes again unflagged");
        }
        if (isFlagged != count > 1 || count < before || count > 1 + before + deaths) {
            findings.add(Kind.MISCOUNTED, copy.mail(), copy + " has delivery count " + count + " and is "
                    + (isFlagged ? "" : "not ") + "flagged, after " + before + " receipts and " + deaths + " deaths");
        }
    }

    private void checkOrder(Reader session, Copy copy) {
        Mail mail = copy.mail();
        boolean alone = session.mode() == Reader.Mode.DRAIN || ONE_CONSUMER.contains(session.mailbox());
        int overtaken = alone && mail.birth().kind() != Deed.Kind.BRANCH ? session.overtaken(mail) : -1;
        if (overtaken >= 0) {
            findings.add(Kind.DISORDER, mail, copy + " comes after number " + overtaken + " of its producer");
        }
        if (session.mode() == Reader.Mode.DRAIN && session.isOutOfRank(mail)) {
            findings.add(Kind.DISORDER, mail, copy + " comes after a message of a lower priority");
        }
    }
}
