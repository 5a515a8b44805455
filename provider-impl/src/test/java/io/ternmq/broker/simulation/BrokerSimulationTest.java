// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.broker.Seeds;
import java.util.SplittableRandom;
import java.util.function.Supplier;
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
        keepsEveryPromise(reporter, Medium::inMemory);
    }

    /** Backlogs begin behind a handful of messages, so that there is one nearly all the time. */
    @Test
    void keepsEveryPromiseWithMessagesOutsideOfTheHeap(TestReporter reporter) {
        keepsEveryPromise(reporter, Medium::shifting);
    }

    private static void keepsEveryPromise(TestReporter reporter, Supplier<Medium> media) {
        boolean replay = Long.getLong("ternmq.seed") != null;
        Seeds.each(seed -> {
            Journal journal = new Journal(replay);
            run(seed, journal, media.get());
            if (replay) {
                reporter.publishEntry("steps", journal.toString());
            }
        });
    }

    /** Lets one broker live. */
    static void run(long seed, Journal journal, Medium medium) {
        try {
            Simulation simulation = new Simulation(journal, medium);
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
