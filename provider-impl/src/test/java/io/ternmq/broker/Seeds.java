// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import java.util.function.LongConsumer;

/**
 * Runs a test for many seeds. {@code -Dternmq.seeds} says how many, {@code -Dternmq.seed} takes the place of all of
 * them; a failure names its seed.
 */
public final class Seeds {

    private static final int USUALLY = 200;

    private Seeds() {}

    /** Runs a test once for each seed. */
    public static void each(LongConsumer test) {
        each(USUALLY, test);
    }

    /** Runs a test once for each seed, of which there are so many unless the command says otherwise. */
    public static void each(int usually, LongConsumer test) {
        Long one = Long.getLong("ternmq.seed");
        if (one != null) {
            test.accept(one);
            return;
        }
        int count = Integer.getInteger("ternmq.seeds", usually);
        for (long seed = 1; seed <= count; seed++) {
            run(test, seed);
        }
    }

    private static void run(LongConsumer test, long seed) {
        try {
            test.accept(seed);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " (again with -Dternmq.seed=" + seed + "): " + e.getMessage(), e);
        }
    }
}
