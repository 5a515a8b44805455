// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long two ways of asking and answering take, in turns; prints the medians and their ratio. */
final class Delay {

    private static final int MOST = 1 << 20;
    private static final double MICRO = 1e3;

    private final int rounds;
    private final long roundNanos;

    Delay(int rounds, double seconds) {
        this.rounds = rounds;
        this.roundNanos = (long) (seconds * 1e9);
    }

    /** Asks and waits for the answer. */
    @FunctionalInterface
    interface Exchange {

        void run() throws Exception;
    }

    /** Measures, and prints a line. */
    void compare(String what, Exchange bare, Exchange ours) throws Exception {
        measure(bare);
        measure(ours);
        List<Double> bareTimes = new ArrayList<>();
        List<Double> ourTimes = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double one = measure(bare);
            double two = measure(ours);
            bareTimes.add(one);
            ourTimes.add(two);
            ratios.add(two / one);
        }
        System.out.printf(Locale.ROOT, "%-46s bare %,9.1f  TernMQ %,9.1f us        ratio %.2f (%.2f to %.2f)%n",
                what, median(bareTimes), median(ourTimes), median(ratios),
                ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    /** The median of a round, in microseconds. */
    private double measure(Exchange exchange) throws Exception {
        long end = System.nanoTime() + roundNanos;
        long[] times = new long[MOST];
        int count = 0;
        for (long begin = System.nanoTime(); begin < end && count < MOST; begin = System.nanoTime()) {
            exchange.run();
            times[count++] = System.nanoTime() - begin;
        }
        Arrays.sort(times, 0, count);
        return times[count / 2] / MICRO;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }
}
