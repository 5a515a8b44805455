// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong. Owned by the {@link Book}. */
final class Findings {

    /** The promises that can be broken. */
    enum Kind {
        /** It was acknowledged to the sender, nobody consumed it, and it is not there. */
        LOST,
        /** It shows though nobody sent it, or its transaction has not been committed or was rolled back. */
        PHANTOM,
        /** It came again after its consumption had taken effect, or to two at the same time. */
        DUPLICATE,
        /** It came again without a word about that. */
        UNFLAGGED,
        /** Its delivery count is more than one short, or higher than can be explained, or contradicts the flag. */
        MISCOUNTED,
        /** A part of what is all or nothing has happened. */
        TORN,
        /** A first delivery overtook another one of the same sender and priority, or one of a higher priority. */
        DISORDER,
        /** It came before its delivery time. */
        EARLY,
        /** A prepared branch is not found in doubt, or one that is over is. */
        BRANCH,
        /** The victim says that something failed, or does not say what it should. */
        TROUBLE
    }

    /** More are not told. */
    private static final int MOST = 8;
    private static final int LONGEST = 3_000;

    private final List<String> texts = new ArrayList<>();
    private int count;

    void add(Kind kind, String what) {
        count++;
        if (texts.size() < MOST) {
            texts.add(kind + ": " + (what.length() > LONGEST ? what.substring(0, LONGEST) + "…" : what));
        }
    }

    /** With the history of the message. */
    void add(Kind kind, Mail mail, String what) {
        add(kind, what + "\n      " + String.join("\n      ", mail.history()));
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** All of it, for the reader of a failure. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d finding(s)%n  %s", count, String.join("\n  ", texts));
    }
}
