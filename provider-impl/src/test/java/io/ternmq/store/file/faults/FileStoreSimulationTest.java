// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.file.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.Seeds;
import io.ternmq.store.RecordLog;
import io.ternmq.store.file.Disk;
import io.ternmq.store.file.FileStore;
import io.ternmq.store.file.FileStoreSettings;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * After every crash the log holds what a model holds that was fed with acknowledged batches only, and perhaps some of
 * the batches behind them. Nothing that a crash may leave is taken for damage.
 */
class FileStoreSimulationTest {

    private static final int SEEDS = 500;
    private static final int KIB = 1_024;

    private int runs;
    private int staleSectors;

    @Test
    void keepsWhatItHasAcknowledgedWhateverHappensToTheDisk() {
        Seeds.each(SEEDS, this::live);
        assertThat(staleSectors).isLessThanOrEqualTo(1 + runs / 100);
    }

    private static RecordLog<String> open(Disk disk, FileStoreSettings settings, Executor executor) {
        return FileStore.open(disk, settings, new TextCodec(), executor, () -> 77);
    }

    private void live(long seed) {
        Story story = new Story();
        runs++;
        try {
            RandomGenerator random = new SplittableRandom(seed);
            StoreSimulation simulation = new StoreSimulation(FileStoreSimulationTest::open, random, story);
            simulation.start();
            int steps = 40 + random.nextInt(120);
            for (int step = 0; step < steps; step++) {
                step(simulation, random);
            }
            simulation.limit(false);
            simulation.end();
            simulation.start();
            assertThat(simulation.hasRoom()).isTrue();
        } catch (StaleSectorException end) {
            staleSectors++;
        } catch (RuntimeException | AssertionError | Halt e) {
            throw new AssertionError(e.getMessage() + System.lineSeparator() + story, e);
        }
    }

    private static void step(StoreSimulation simulation, RandomGenerator random) {
        try {
            choose(simulation, random);
        } catch (Halt failure) {
            assertThat(simulation.disk().isHalted()).isTrue();
        }
        if (simulation.disk().isHalted() || simulation.isFailed()) {
            simulation.end();
            simulation.start();
            likeTheLost(simulation, random);
        }
    }

    private static void likeTheLost(StoreSimulation simulation, RandomGenerator random) {
        if (random.nextInt(3) == 0 && simulation.hasRoom()) {
            simulation.appendLikeTheLost();
            simulation.end();
            simulation.start();
        }
    }

    private static void choose(StoreSimulation simulation, RandomGenerator random) {
        switch (random.nextInt(40)) {
            case 0 -> {
                simulation.end();
                simulation.start();
            }
            case 1 -> {
                simulation.close();
                simulation.start();
            }
            case 2 -> simulation.haltAtDirectory();
            case 3, 4 -> simulation.haltAfter(1 + random.nextInt(1 << random.nextInt(6)));
            case 5 -> simulation.failForce(1 + random.nextInt(6));
            case 6 -> simulation.limit(random.nextBoolean());
            case 7, 8 -> simulation.checkpoint();
            case 9, 10 -> simulation.runExecutor();
            case 11, 12, 13 -> simulation.read();
            case 14, 15, 16, 17, 18, 19, 20 -> simulation.flush();
            default -> work(simulation, random);
        }
    }

    /** What an owner does all day. */
    private static void work(StoreSimulation simulation, RandomGenerator random) {
        if (simulation.wantsCheckpoint()) {
            simulation.checkpoint();
        } else if (simulation.hasRoom()) {
            boolean large = random.nextInt(100) == 0;
            simulation.append(random.nextInt(4) == 0 ? 50 : 4, large ? 3_000 * KIB : (16 + random.nextInt(48)) * KIB);
        } else {
            simulation.dropSome();
            simulation.flush();
        }
    }
}
