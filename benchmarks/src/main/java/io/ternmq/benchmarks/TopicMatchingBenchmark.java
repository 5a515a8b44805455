// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks;

import io.ternmq.routing.RoutingTable;
import io.ternmq.routing.TopicPattern;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Topics looked up per second among many subscriptions. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TopicMatchingBenchmark {

    private static final int TOPICS = 1024;

    /** How many subscriptions there are. */
    @Param({"10", "1000", "100000"})
    private int subscriptions;

    /** How the subscriptions are written. */
    @Param({"exact", "star", "hash"})
    private String kind;

    private RoutingTable<Integer> table;
    private String[] topics;
    private int turn;

    /** Makes the subscriptions. */
    @Setup
    public void subscribe() {
        table = RoutingTable.empty();
        for (int i = 0; i < subscriptions; i++) {
            table = table.with(TopicPattern.parse(pattern(i)), i);
        }
        topics = new String[TOPICS];
        for (int i = 0; i < TOPICS; i++) {
            int number = i % subscriptions;
            topics[i] = "quake.n" + number % 100 + ".s" + number + ".mag";
        }
    }

    private String pattern(int i) {
        String site = ".n" + i % 100 + ".s" + i;
        return switch (kind) {
            case "exact" -> "quake" + site + ".mag";
            case "star" -> "quake.*.s" + i + ".mag";
            default -> "quake" + site + ".#";
        };
    }

    /** One topic. */
    @Benchmark
    public void match(Blackhole hole) {
        table.match(topics[turn++ & TOPICS - 1], hole::consume);
    }
}
