// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.benchmarks.store.Rate;
import io.ternmq.benchmarks.store.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Appending to a stream on the file store beside a plain persistent send, to a topic with one durable subscription and
 * to a queue; and reading a stream from its beginning with one plain consumer, after five times that do not count.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.pattern.StreamBenchmark \
 *     [directory [rounds [seconds [events]]]]
 * </pre>
 */
public final class StreamBenchmark {

    private static final int ROUNDS = 5;
    private static final double SECONDS = 2;
    private static final int EVENTS = 1_000_000;
    private static final int CROWD = 64;
    private static final int WARM_UP = 5; // the compiler goes on for seconds when it has to share its cores

    private StreamBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param args directory on the disk to be measured; number of rounds; seconds of each; events to replay
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        Path base = Path.of(args.length > 0 ? args[0] : ".");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        Rate rate = new Rate(rounds, args.length > 2 ? Double.parseDouble(args[2]) : SECONDS);
        Path directory = Files.createTempDirectory(base, "stream-numbers");
        try {
            for (int producers : List.of(1, CROWD)) {
                compare(rate, directory, Appending.Place.SUBSCRIPTION, producers);
                compare(rate, directory, Appending.Place.QUEUE, producers);
            }
            replay(directory, rounds, args.length > 3 ? Integer.parseInt(args[3]) : EVENTS);
        } finally {
            Trees.delete(directory);
        }
    }

    private static void compare(Rate rate, Path directory, Appending.Place other, int producers) throws Exception {
        rate.compare(
                "append, " + producers + " producer(s), by JMS", "events", other.name().toLowerCase(Locale.ROOT),
                Appending.by(directory, other, producers), Appending.by(directory, Appending.Place.STREAM, producers));
        rate.compare(
                "append, " + producers + " producer(s), typed", "events", other.name().toLowerCase(Locale.ROOT),
                Appending.by(directory, other, producers), Appending.typed(directory, producers));
    }

    private static void replay(Path directory, int rounds, int events) throws Exception {
        try (Replaying stream = Replaying.filled(directory, events)) {
            for (int i = 0; i < WARM_UP; i++) {
                stream.readAll();
            }
            List<Double> rates = Stream.generate(stream::readAll).limit(rounds).sorted().toList();
            System.out.printf(Locale.ROOT, "%-46s %,9.0f events/s (%,.0f to %,.0f)%n",
                    "replay of " + events + " events of " + Replaying.BODY + " bytes",
                    rates.get(rounds / 2), rates.get(0), rates.get(rounds - 1));
        }
    }
}
