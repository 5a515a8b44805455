// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.demo;

import java.util.BitSet;
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

    /** Says what is wrong with a line of the table that is not ok. */
    synchronized String complaint() {
        BitSet missing = difference(expected, seen);
        BitSet strangers = difference(seen, expected);
        long extra = received - seen.cardinality();
        return name + " missed " + some(missing) + ", got " + some(strangers) + " that it should not, and "
                + extra + " more than once";
    }

    private static BitSet difference(BitSet from, BitSet without) {
        BitSet rest = (BitSet) from.clone();
        rest.andNot(without);
        return rest;
    }

    private String some(BitSet numbers) {
        String shown = numbers.stream().limit(SHOWN).mapToObj(label).collect(Collectors.joining(", "));
        String more = numbers.cardinality() > SHOWN ? ", ..." : "";
        return numbers.isEmpty() ? "0" : numbers.cardinality() + " (" + shown + more + ")";
    }
}
