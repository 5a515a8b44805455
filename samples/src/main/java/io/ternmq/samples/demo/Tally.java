// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * What somebody should receive and what really came. Whatever is counted carries a number, so that a wrong one, a
 * missing one and one that came twice are all noticed. Any thread may write and read.
 */
final class Tally {

    private static final int SHOWN = 3;

    private final String name;
    private final String listensTo;
    private final IntFunction<String> label;
    private final BitSet expected = new BitSet();
    private final BitSet seen = new BitSet();
    private int outstanding;
    private long received;
    private long lastNanos;

    /** Nothing is expected yet; the label puts a number into words. */
    Tally(String name, String listensTo, IntFunction<String> label) {
        this.name = name;
        this.listensTo = listensTo;
        this.label = label;
    }

    /** Expects these, too. */
    synchronized Tally expect(BitSet numbers) {
        numbers.stream().forEach(this::expect);
        return this;
    }

    /** Expects this, too; it has not come yet. */
    synchronized void expect(int number) {
        expected.set(number);
        outstanding++;
    }

    /** This came. */
    synchronized void count(int number) {
        if (expected.get(number) && !seen.get(number)) {
            outstanding--;
        }
        seen.set(number);
        received++;
        lastNanos = System.nanoTime();
    }

    synchronized long received() {
        return received;
    }

    /** When the last one came, by {@link System#nanoTime}. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    /** Whether everything that is expected has come. */
    synchronized boolean isComplete() {
        return outstanding == 0;
    }

    /** The line of the table. */
    synchronized Row row() {
        int right = expected.cardinality();
        return new Row(name, listensTo, right, received, received == right && seen.equals(expected));
    }

    /** Says in sentences what is wrong; nothing when the line of the table is ok. */
    synchronized List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        complain(complaints, "missed", difference(expected, seen));
        complain(complaints, "got what is not for it,", difference(seen, expected));
        long extra = received - seen.cardinality();
        if (extra > 0) {
            complaints.add(name.strip() + " got " + extra + " more than once");
        }
        return complaints;
    }

    private void complain(List<String> complaints, String what, BitSet numbers) {
        if (!numbers.isEmpty()) {
            String shown = numbers.stream().limit(SHOWN).mapToObj(label).collect(Collectors.joining(", "));
            String more = numbers.cardinality() > SHOWN ? ", ..." : "";
            complaints.add(name.strip() + ' ' + what + ' ' + numbers.cardinality() + ": " + shown + more);
        }
    }

    private static BitSet difference(BitSet from, BitSet without) {
        BitSet rest = (BitSet) from.clone();
        rest.andNot(without);
        return rest;
    }
}
