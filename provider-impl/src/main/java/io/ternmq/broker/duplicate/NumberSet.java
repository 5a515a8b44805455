// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.duplicate;

import java.util.Arrays;

/**
 * A set of numbers as runs, ascending, with gaps between them. What a producer sends in order is one run. A set that
 * falls into too many runs forgets its lower half. Owned by the shard.
 */
final class NumberSet {

    private static final int INITIAL_RUNS = 1;

    /** First and last of each run. */
    private long[] bounds;

    private int runs;
    private final int mostRuns;

    NumberSet(int mostRuns) {
        this.mostRuns = mostRuns;
        this.bounds = new long[INITIAL_RUNS * 2];
    }

    boolean contains(long number) {
        int run = runFrom(number);
        return run < runs && first(run) <= number;
    }

    /** Adds a number that may be in it already. */
    void add(long number) {
        add(number, number);
    }

    /** Adds a run, joining it with what it meets. */
    void add(long from, long to) {
        int begin = runFrom(from == Long.MIN_VALUE ? from : from - 1);
        int end = begin;
        long first = from;
        long last = to;
        while (end < runs && (first(end) <= to || first(end) - 1 == to)) {
            first = Math.min(first, first(end));
            last = Math.max(last, last(end));
            end++;
        }
        if (end == begin) {
            insert(begin);
            end++;
        }
        bounds[begin * 2] = first;
        bounds[begin * 2 + 1] = last;
        cut(begin + 1, end);
        if (runs > mostRuns) {
            cut(0, (runs + 1) / 2);
        }
    }

    /** The runs, ascending: first and last of each; a copy. */
    long[] toArray() {
        return Arrays.copyOf(bounds, runs * 2);
    }

    private long first(int run) {
        return bounds[run * 2];
    }

    private long last(int run) {
        return bounds[run * 2 + 1];
    }

    /** The first run that does not end before a number, or the number of runs. */
    private int runFrom(long number) {
        if (runs == 0 || last(runs - 1) < number) {
            return runs;
        }
        int low = 0;
        int high = runs - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last(middle) < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void insert(int run) {
        if (runs * 2 == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        System.arraycopy(bounds, run * 2, bounds, run * 2 + 2, (runs - run) * 2);
        runs++;
    }

    private void cut(int fromRun, int toRun) {
        if (toRun > fromRun) {
            System.arraycopy(bounds, toRun * 2, bounds, fromRun * 2, (runs - toRun) * 2);
            runs -= toRun - fromRun;
        }
    }
}
