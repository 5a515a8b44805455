// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import io.ternmq.tck.kill.Findings.Kind;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at everything when all mailboxes are empty and no branch is in doubt. Made for one look. */
final class Audit {

    private final Findings findings;
    private final Map<String, Integer> interrupted;
    private int vanished;

    /**
     * Makes an audit.
     *
     * @param interrupted for each mailbox, how many receipts that acknowledge by themselves a death may have hidden
     */
    Audit(Findings findings, Map<String, Integer> interrupted) {
        this.findings = findings;
        this.interrupted = interrupted;
    }

    /** Looks at all messages and all that was done with them; returns how many a death has hidden. */
    int of(Collection<Mail> mails, Collection<Deed> deeds) {
        for (Deed deed : deeds) {
            if (deed.fate() == Fate.UNKNOWN && deed.isAtomic()) {
                checkWhole(deed);
            }
            if (!deed.fate().isFinal() && !deed.isEmpty()) {
                findings.add(Kind.TROUBLE, deed.kind() + " " + deed.name() + " is still " + deed.fate());
            }
        }
        for (Mail mail : mails) {
            mail.copies().forEach(this::checkCopy);
        }
        return vanished;
    }

    private void checkCopy(Copy copy) {
        Fate birth = copy.mail().birth().fate();
        boolean wasThere = birth.isSettled() || copy.receipts() > 0;
        if (!wasThere || copy.isAccountedFor()) {
            return;
        }
        if (mayHaveVanished(copy)) {
            vanished++;
            interrupted.merge(copy.mailbox(), -1, Integer::sum);
        } else {
            findings.add(Kind.LOST, copy.mail(), copy + " is gone: sending " + birth + ", received "
                    + copy.receipts() + " time(s)");
        }
    }

    private boolean mayHaveVanished(Copy copy) {
        return interrupted.getOrDefault(copy.mailbox(), 0) > 0;
    }

    /** All that was done in a deed must say the same about whether it took effect. */
    private void checkWhole(Deed deed) {
        @Nullable Copy with = null;
        @Nullable Copy without = null;
        for (Mail mail : deed.sends()) {
            for (Copy copy : mail.copies()) {
                if (copy.receipts() > 0) {
                    with = copy;
                } else if (!mayHaveVanished(copy)) {
                    without = copy;
                }
            }
        }
        for (Deed.Take take : deed.takes()) {
            if (take.cameAgain()) {
                without = take.copy();
            } else {
                with = take.copy();
            }
        }
        if (with != null && without != null) {
            findings.add(Kind.TORN, without.mail(), deed.kind() + " " + deed.name() + " was interrupted and has taken"
                    + " effect for " + with + " but not for " + without);
        }
    }
}
