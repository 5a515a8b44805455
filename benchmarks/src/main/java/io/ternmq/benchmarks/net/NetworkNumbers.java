// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.benchmarks.store.Rate;
import io.ternmq.benchmarks.store.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Messages of 1 KiB over {@code tcp://}, beside bare sockets; persistent ones beside the same in one process.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.net.NetworkNumbers \
 *     [directory [rounds [seconds [part ...]]]]
 * </pre>
 *
 * The parts are {@code stream}, {@code ask} and {@code store}; without any it is all of them.
 */
public final class NetworkNumbers {

    private static final int LENGTH = 1_024;
    private static final int OUTSTANDING = 1_000;
    private static final int PRODUCERS = 64;

    /** Two virtual machines compile what a message needs, on the processors that pass it on. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(6);

    private static final int ROUNDS = 5;
    private static final int PARTS_FROM = 3;

    private final Path directory;
    private final int rounds;
    private final double seconds;

    private NetworkNumbers(Path directory, int rounds, double seconds) {
        this.directory = directory;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /**
     * Measures and prints.
     *
     * @param args directory for a store; number of rounds; seconds of each; what to measure
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        Path base = args.length > 0 ? Path.of(args[0]) : Path.of(".");
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : ROUNDS;
        double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 2;
        NetworkNumbers numbers = new NetworkNumbers(base, rounds, seconds);
        String[] parts = args.length > PARTS_FROM
                ? Arrays.copyOfRange(args, PARTS_FROM, args.length)
                : new String[] {"stream", "ask", "store"};
        for (String part : parts) {
            numbers.measure(part);
        }
    }

    private void measure(String part) throws Exception {
        switch (part) {
            case "stream" -> stream();
            case "ask" -> ask();
            case "store" -> store();
            default -> throw new IllegalArgumentException("There is no part " + part);
        }
    }

    private void stream() throws Exception {
        Rate rate = new Rate(rounds, seconds);
        try (RemoteBroker broker = RemoteBroker.start()) {
            TernConnectionFactory factory = new TernConnectionFactory(broker.uri());
            try (OneWay pipelined = new OneWay(factory, "pipelined", LENGTH, OUTSTANDING)) {
                pipelined.pipelined(System.nanoTime() + WARM_UP_NANOS);
                rate.compare("one way, pipelined", "messages", NetworkNumbers::bare, pipelined::pipelined);
            }
            try (OneWay each = new OneWay(factory, "each", LENGTH, 0)) {
                rate.compare("one way, each send waited for", "messages", NetworkNumbers::bare, each::waitingForEach);
            }
        }
    }

    private static long bare(long end) throws Exception {
        try (BareSocket socket = new BareSocket(LENGTH)) {
            return socket.stream(end);
        }
    }

    private void ask() throws Exception {
        byte[] bytes = new byte[LENGTH];
        try (RemoteBroker broker = RemoteBroker.start();
                BareSocket socket = new BareSocket(LENGTH).echoing();
                Asking asking = new Asking(new TernConnectionFactory(broker.uri()), "questions", LENGTH)) {
            for (long end = System.nanoTime() + WARM_UP_NANOS; System.nanoTime() < end; ) {
                asking.exchange();
            }
            new Delay(rounds, seconds)
                    .compare("request and reply, median", () -> socket.exchange(bytes), asking::exchange);
        }
    }

    /** Both brokers have their files in the same directory and live as long. */
    private void store() throws Exception {
        Path here = Files.createTempDirectory(directory, "in-vm");
        Path there = Files.createTempDirectory(directory, "remote");
        try (Broker broker = Broker.builder().name("near").store(StorePolicy.file(here)).start();
                RemoteBroker remote = RemoteBroker.start(there.toString());
                Producers near = producers(broker.uri(), 1);
                Producers far = producers(remote.uri(), 1);
                Producers apart = producers(remote.uri(), PRODUCERS)) {
            near.send(System.nanoTime() + WARM_UP_NANOS);
            far.send(System.nanoTime() + WARM_UP_NANOS);
            Rate rate = new Rate(rounds, seconds);
            rate.compare("64 producers, one connection", "messages", "in-VM", near::send, far::send);
            rate.compare("64 producers, a connection each", "messages", "in-VM", near::send, apart::send);
        } finally {
            Trees.delete(here);
            Trees.delete(there);
        }
    }

    private static Producers producers(String uri, int links) throws Exception {
        return new Producers(new TernConnectionFactory(uri), "numbers", LENGTH, PRODUCERS, links);
    }
}
