// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Two ways of doing the same, measured in turns; prints medians and the median of the ratios. */
public final class Rate {

    /** Does as much as it can within a time. */
    @FunctionalInterface
    public interface Work {

        /**
         * Works until a moment of {@link System#nanoTime}.
         *
         * @return how much was done
         */
        long until(long nanos) throws Exception;
    }

    private final int rounds;
    private final long roundNanos;

    /** So many rounds of so many seconds, after one of each that does not count. */
    public Rate(int rounds, double seconds) {
        this.rounds = rounds;
        this.roundNanos = (long) (seconds * 1e9);
    }

    /** Measures, and prints a line. */
    public void compare(String what, String unit, Work bare, Work ours) throws Exception {
        compare(what, unit, "bare", bare, ours);
    }

    /** Measures against something that is not bare, and prints a line. */
    public void compare(String what, String unit, String other, Work bare, Work ours) throws Exception {
        measure(bare);
        measure(ours);
        List<Double> bareRates = new ArrayList<>();
        List<Double> ourRates = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            double one = measure(bare);
            double two = measure(ours);
            bareRates.add(one);
            ourRates.add(two);
            ratios.add(two / one);
        }
        System.out.printf(Locale.ROOT, "%-46s %s %,9.0f  TernMQ %,9.0f %s/s  ratio %.2f (%.2f to %.2f)%n",
                what, other, median(bareRates), median(ourRates), unit, median(ratios),
                ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    private double measure(Work work) throws Exception {
        long begin = System.nanoTime();
        long done = work.until(begin + roundNanos);
        return done * 1e9 / (System.nanoTime() - begin);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }
}
