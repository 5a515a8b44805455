// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import org.jspecify.annotations.Nullable;

/** A message in one queue or subscription. Owned by the {@link Book}. */
final class Copy {

    private final Mail mail;
    private final String mailbox;
    private final int deathsBefore;
    private int receipts;
    private @Nullable Deed taker;

    Copy(Mail mail, String mailbox, int deathsBefore) {
        this.mail = mail;
        this.mailbox = mailbox;
        this.deathsBefore = deathsBefore;
    }

    Mail mail() {
        return mail;
    }

    String mailbox() {
        return mailbox;
    }

    /** How many victims had ended when it was sent. */
    int deathsBefore() {
        return deathsBefore;
    }

    int receipts() {
        return receipts;
    }

    /** The deed in which it was last received, or null. */
    @Nullable Deed taker() {
        return taker;
    }

    void receivedIn(Deed deed) {
        receipts++;
        taker = deed;
        deed.addTake(new Deed.Take(this, receipts));
    }

    /** Whether it is as it should be after everything was drained, provided that it was there at all. */
    boolean isAccountedFor() {
        return taker != null && (taker.fate().isSettled() || taker.fate() == Fate.UNKNOWN);
    }

    @Override
    public String toString() {
        return mail + " in " + mailbox;
    }
}
