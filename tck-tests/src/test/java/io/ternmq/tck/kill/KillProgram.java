// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Kills brokers as often as one likes: runs of {@value #ROUNDS_PER_STORE} rounds, each on a store of its own with
 * settings of its own. As a program, with the class path of the tests: {@code KillProgram FILE 1000 [seed]}. Through
 * the build, for both media:
 * <pre>
 *   mvn -pl tck-tests -am verify -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false -Dternmq.rounds=1000
 * </pre>
 * With {@code -Dternmq.seed=…} the first run has that seed; each further run has the next one.
 */
public final class KillProgram {

    /** After that many rounds a run begins anew with an empty store. */
    static final int ROUNDS_PER_STORE = 20;

    private final Path base;
    private final Consumer<String> progress;

    /**
     * Makes a program.
     *
     * @param base     where the stores are made; those of runs that fail stay there
     * @param progress is told about each run
     */
    KillProgram(Path base, Consumer<String> progress) {
        this.base = base;
        this.progress = progress;
    }

    /** Arguments: a {@link Medium}, a number of rounds and, perhaps, a seed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        long seed = args.length > 2 ? Long.parseLong(args[2]) : System.nanoTime();
        new KillProgram(Path.of("target", "kill"), out::println)
                .run(Medium.valueOf(args[0]), Integer.parseInt(args[1]), seed);
    }

    /**
     * Kills.
     *
     * @throws AssertionError with the seed and the history of what went wrong
     */
    void run(Medium medium, int rounds, long firstSeed) throws IOException, InterruptedException {
        long seed = firstSeed;
        for (int left = rounds; left > 0; left -= ROUNDS_PER_STORE) {
            try (Remains remains = new Remains(base.resolve(medium + "-" + seed))) {
                Tally tally = new KillRun(medium, seed, remains).run(Math.min(left, ROUNDS_PER_STORE));
                progress.accept(medium + ", seed " + seed + ": " + tally);
                remains.delete();
            }
            seed++;
        }
    }
}
