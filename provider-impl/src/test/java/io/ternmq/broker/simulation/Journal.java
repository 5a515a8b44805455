// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The last steps of a run, for people. */
final class Journal {

    private static final int LONGEST = 50;

    /** Written out only when somebody asks. */
    private final Deque<Supplier<String>> last = new ArrayDeque<>();
    private final boolean all;
    private long steps;

    /** Keeps the last steps, or all of them. */
    Journal(boolean all) {
        this.all = all;
    }

    void note(Supplier<String> step) {
        long number = ++steps;
        last.addLast(() -> number + ". " + step.get());
        if (!all && last.size() > LONGEST) {
            last.removeFirst();
        }
    }

    long steps() {
        return steps;
    }

    @Override
    public String toString() {
        return last.stream().map(Supplier::get).collect(Collectors.joining(System.lineSeparator()));
    }
}
