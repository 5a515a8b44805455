// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import io.ternmq.api.client.TernConnectionFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many connections to one broker with a heap of 512 MiB: what an idle one takes up, and what active ones get done
 * beside them. Each active pair is a producer and a listener of non-persistent messages of 1 KiB, each with a
 * connection. Needs two file descriptors for each connection ({@code ulimit -n}), one in each process.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.net.Crowd [idle [active [seconds]]]
 * </pre>
 */
public final class Crowd {

    private static final int IDLE = 5_000;
    private static final int ACTIVE = 500;
    private static final int LENGTH = 1_024;
    private static final double SECONDS = 10;

    /** Longer than a broker waits for a client that is silent. */
    private static final long STAY_SECONDS = 40;

    private Crowd() {}

    /**
     * Measures and prints.
     *
     * @param args number of idle connections; of active ones; seconds of load
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        int idle = args.length > 0 ? Integer.parseInt(args[0]) : IDLE;
        int active = args.length > 1 ? Integer.parseInt(args[1]) : ACTIVE;
        double seconds = args.length > 2 ? Double.parseDouble(args[2]) : SECONDS;
        try (RemoteBroker broker = RemoteBroker.start()) {
            warmUp(broker, active, seconds);
            Footprint empty = broker.footprint();
            print("empty: %s", empty.text());
            try (IdleCrowd crowd = new IdleCrowd(address(broker), idle)) {
                long begin = System.nanoTime();
                crowd.start();
                crowd.awaitAll();
                print("%,d idle connections stood after %.1f s", idle, since(begin));
                Footprint full = broker.footprint();
                print("idle: %s; %s", full.text(), full.eachSince(empty));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STAY_SECONDS));
                crowd.requireWell();
                Footprint later = broker.footprint();
                print("%d s later: %s; %s; %.1f %% of one processor", STAY_SECONDS, later.text(),
                        later.eachSince(empty), (later.cpuMillis() - full.cpuMillis()) / 10.0 / STAY_SECONDS);
                print("%,d active beside them: %s", active, load(broker, active, seconds));
                crowd.requireWell();
            }
        }
    }

    /** The same load without the crowd: what the broker compiles and keeps for its own is not counted to the idle. */
    private static void warmUp(RemoteBroker broker, int active, double seconds) throws Exception {
        print("%,d active alone: %s", active, load(broker, active, seconds));
    }

    private static String load(RemoteBroker broker, int active, double seconds) throws Exception {
        List<OneWay> pairs = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(active / 2);
        try {
            long begin = System.nanoTime();
            for (int i = 0; i < active / 2; i++) {
                pairs.add(new OneWay(new TernConnectionFactory(broker.uri()), "load." + i, LENGTH, 0));
            }
            double connecting = since(begin);
            Footprint before = broker.footprint();
            long first = System.nanoTime();
            long end = first + (long) (seconds * 1e9);
            List<Future<Long>> results = new ArrayList<>();
            for (OneWay pair : pairs) {
                results.add(pool.submit(() -> pair.waitingForEach(end)));
            }
            long sum = 0;
            for (Future<Long> result : results) {
                sum += result.get();
            }
            double rate = sum / since(first);
            Footprint after = broker.footprint();
            return String.format(Locale.ROOT,
                    "connected in %.1f s, %,.0f messages/s, broker %.0f %% of one processor; %s",
                    connecting, rate, (after.cpuMillis() - before.cpuMillis()) / 10.0 / seconds, after.text());
        } finally {
            for (OneWay pair : pairs) {
                pair.close();
            }
            pool.shutdownNow();
        }
    }

    private static InetSocketAddress address(RemoteBroker broker) {
        URI uri = URI.create(broker.uri());
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format + "%n", arguments);
    }
}
