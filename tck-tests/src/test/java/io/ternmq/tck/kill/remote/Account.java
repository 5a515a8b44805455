// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was sent to one mailbox and what came out of it. Any thread may call. What is checked:
 * <ul>
 * <li>what a sender was told is there is consumed;
 * <li>what a sender was told is rolled back does not come, nor what nobody sent;
 * <li>what comes again is flagged, and what was acknowledged or committed does not come again;
 * <li>first sights keep the order of each producer where there is one reader.
 * </ul>
 */
final class Account {

    private enum Fate { INTENDED, SENT, REFUSED }

    private static final class Entry {
        private Fate fate = Fate.INTENDED;
        private int sights;
        private boolean settled;
    }

    private final String mailbox;
    private final boolean hasOneReader;
    private final boolean isConsumedAtSight;
    private final Map<Name, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * Opens an account.
     *
     * @param hasOneReader      whether there is never more than one consumer
     * @param isConsumedAtSight whether its readers have consumed what they have seen, or settle it later
     */
    Account(String mailbox, boolean hasOneReader, boolean isConsumedAtSight) {
        this.mailbox = mailbox;
        this.hasOneReader = hasOneReader;
        this.isConsumedAtSight = isConsumedAtSight;
    }

    String mailbox() {
        return mailbox;
    }

    /** Somebody is about to send it, perhaps once more after a rollback. */
    synchronized void intend(Name name) {
        Entry entry = entries.computeIfAbsent(name, key -> new Entry());
        if (entry.fate == Fate.SENT) {
            add(name + " is sent although its sender was told that it is there");
        }
        entry.fate = Fate.INTENDED;
    }

    /** The sender was told that it is there. */
    synchronized void sent(Collection<Name> names) {
        names.forEach(name -> entry(name).fate = Fate.SENT);
    }

    /** The sender was told that it is rolled back. */
    synchronized void refused(Collection<Name> names) {
        for (Name name : names) {
            Entry entry = entry(name);
            entry.fate = Fate.REFUSED;
            if (entry.sights > 0) {
                add(name + " had come before its sender was told that it is rolled back");
            }
        }
    }

    /** A program has it in its hands. */
    synchronized void seen(Name name, boolean isFlagged) {
        Entry entry = entries.get(name);
        if (entry == null || entry.fate == Fate.REFUSED) {
            add(name + (entry == null ? " came and nobody sent it" : " came although it was rolled back"));
            return;
        }
        if (entry.settled) {
            add(name + " came again although it was settled" + (isFlagged ? ", flagged" : ", not flagged"));
        }
        if (entry.sights++ > 0) {
            if (!isFlagged) {
                add(name + " came again and is not flagged");
            }
            return;
        }
        Integer before = highest.put(name.producer(), name.number());
        if (hasOneReader && before != null && before > name.number()) {
            add(name + " came after number " + before);
        }
    }

    /** An acknowledgement or a commit has returned. */
    synchronized void settled(Collection<Name> names) {
        names.forEach(name -> entry(name).settled = true);
    }

    /** What is there and nobody has consumed. */
    synchronized List<Name> missing() {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().fate == Fate.SENT && !isConsumed(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isConsumed(Entry entry) {
        return isConsumedAtSight ? entry.sights > 0 : entry.settled;
    }

    /** What is wrong when everybody has gone home. */
    synchronized List<String> findings() {
        List<String> all = new ArrayList<>(findings);
        missing().forEach(each -> all.add(mailbox + ": " + each + " is lost"));
        entries.forEach((name, entry) -> {
            if (entry.fate == Fate.INTENDED) {
                all.add(mailbox + ": nobody was told what became of " + name);
            }
        });
        return all;
    }

    synchronized int size() {
        return entries.size();
    }

    private Entry entry(Name name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalStateException(mailbox + " does not know " + name);
        }
        return entry;
    }

    private void add(String finding) {
        findings.add(mailbox + ": " + finding);
    }
}
