// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.broker.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The whole core on one thread beside a model, for many seeds. {@code -Dternmq.seeds=N} runs more of them, {@code
 * -Dternmq.seed=N} runs one again and reports all of its steps; {@code -Dternmq.steps=N} makes runs longer.
 */
class BrokerSimulationTest {

    private static final int STEPS = 400;

    @Test
    void keepsEveryPromise(TestReporter reporter) {
        boolean replay = Long.getLong("ternmq.seed") != null;
        Seeds.each(seed -> {
            Journal journal = new Journal(replay);
            keepsEveryPromise(seed, journal);
            if (replay) {
                reporter.publishEntry("steps", journal.toString());
            }
        });
    }

    private static void keepsEveryPromise(long seed, Journal journal) {
        try {
            Simulation simulation = new Simulation(journal);
            Load load = new Load(new SplittableRandom(seed), simulation);
            for (int step = Integer.getInteger("ternmq.steps", STEPS); step > 0; step--) {
                load.step();
            }
            new Drain(simulation).run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + System.lineSeparator() + "at step " + journal.steps() + ", after"
                            + System.lineSeparator() + journal + System.lineSeparator(),
                    e);
        }
    }
}
