// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.stress;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/** How far the model checker goes; small scenarios, because two or three steps are enough for every race in here. */
final class Interleavings {

    private static final int SCENARIOS = Integer.getInteger("ternmq.stress.scenarios", 10);
    private static final int INTERLEAVINGS = Integer.getInteger("ternmq.stress.interleavings", 500);

    private Interleavings() {
    }

    /**
     * Tries random scenarios of two operations in each thread, each under many interleavings.
     *
     * @param after how many operations follow when all threads are done
     */
    static void check(Class<?> race, Class<?> specification, int threads, int after) {
        check(race, specification, threads, after, INTERLEAVINGS);
    }

    /** The same with two threads and nothing after them, for a race whose steps are long and share little. */
    static void checkBriefly(Class<?> race, Class<?> specification) {
        check(race, specification, 2, 0, Math.max(1, INTERLEAVINGS / 8));
    }

    private static void check(Class<?> race, Class<?> specification, int threads, int after, int interleavings) {
        new ModelCheckingOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(interleavings)
                .threads(threads)
                .actorsBefore(0)
                .actorsPerThread(2)
                .actorsAfter(after)
                .sequentialSpecification(specification)
                .check(race);
    }
}
