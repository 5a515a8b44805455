// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was sent to one destination and what came out of it: nothing acknowledged may be lost, nothing may come twice
 * without a word, and what one producer sent comes in its order to whoever is the only one to take it. Any thread may
 * call.
 */
final class Ledger {

    /**
     * A message as people know it.
     *
     * @param text     producer and number, as in {@code plain:17}
     * @param isFlagged whether it came as a redelivery
     */
    record Receipt(String text, boolean isFlagged, String id) {

        String producer() {
            return text.substring(0, text.indexOf(':'));
        }

        int number() {
            return Integer.parseInt(text.substring(text.indexOf(':') + 1));
        }
    }

    private final String name;
    private final boolean mayRepeat;
    private final boolean isShared;
    private final Set<String> acknowledged = new HashSet<>();
    private final Map<String, Receipt> consumed = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * Opens a ledger.
     *
     * @param mayRepeat whether the broker may forget who holds what, so that flagged messages may come again
     * @param isShared  whether several consumers take from it: what one of them is asked to give back, since another
     *                  one has nothing, goes to that one, which may have had later ones in the meantime
     */
    Ledger(String name, boolean mayRepeat, boolean isShared) {
        this.name = name;
        this.mayRepeat = mayRepeat;
        this.isShared = isShared;
    }

    String name() {
        return name;
    }

    /** The sender has been told that the broker has it. */
    synchronized void acknowledged(String text) {
        acknowledged.add(text);
    }

    /** Whether nobody has consumed it yet. */
    synchronized boolean isNew(String text) {
        return !consumed.containsKey(text);
    }

    /** A consumer has it in its hands. */
    synchronized void seen(String consumer, Receipt receipt) {
        Integer before = highest.put(consumer + '<' + receipt.producer(), receipt.number());
        if (!isShared && !receipt.isFlagged() && before != null && before >= receipt.number()) {
            violations.add(receipt.text() + " came to " + consumer + " behind number " + before);
        }
        if (receipt.isFlagged() && !mayRepeat) {
            violations.add(receipt.text() + " came to " + consumer + " as a redelivery, and nothing was forgotten");
        }
    }

    /**
     * It has been consumed for good. Where connections are forgotten, what one consumer has in its hands goes to
     * another one, flagged; which of the two is done with it first is chance.
     */
    synchronized void consumed(String consumer, Receipt receipt) {
        Receipt before = consumed.putIfAbsent(receipt.text(), receipt);
        boolean isFlagged = before != null && (receipt.isFlagged() || before.isFlagged());
        if (before != null && !(mayRepeat && isFlagged)) {
            violations.add(receipt.text() + " was consumed once more, as " + receipt.id() + " after " + before.id()
                    + ", by " + consumer);
        }
    }

    /** What the sender knows the broker has and nobody has consumed. */
    synchronized Set<String> missing() {
        Set<String> missing = new TreeSet<>(acknowledged);
        missing.removeAll(consumed.keySet());
        return missing;
    }

    /** What is wrong at the end. */
    synchronized List<String> findings() {
        List<String> findings = new ArrayList<>();
        violations.forEach(each -> findings.add(name + ": " + each));
        missing().forEach(each -> findings.add(name + ": " + each + " was acknowledged and is lost"));
        Set<String> strange = new TreeSet<>(consumed.keySet());
        strange.removeAll(acknowledged);
        strange.forEach(each -> findings.add(name + ": " + each + " came although its sender was told no"));
        return findings;
    }

    @Override
    public synchronized String toString() {
        return name + " " + acknowledged.size() + " acknowledged, " + consumed.size() + " consumed";
    }
}
