// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.kill.remote;

import io.ternmq.server.cli.Tern;
import io.ternmq.tck.kill.Medium;
import io.ternmq.tck.kill.Remains;
import io.ternmq.tck.kill.VictimProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The lives of one broker: {@code tern run}, always with the same port and the same store. For one thread. */
final class RemoteBroker implements AutoCloseable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    /**
     * Below the ports that systems hand out by themselves: while the broker is dead, a client that is given the very
     * port that it wants to reach would be connected with itself.
     */
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final Remains remains;
    private final Path settings;
    private final int port;
    private VictimProcess process;
    private int lives;

    /** Starts it for the first time. */
    RemoteBroker(Medium medium, Remains remains, Random random) throws IOException, InterruptedException {
        this.remains = remains;
        this.port = freePort(random);
        this.settings = remains.errors().resolveSibling("tern.yaml");
        Files.writeString(settings, String.join(System.lineSeparator(),
                "store: '" + (medium == Medium.FILE ? "file:" : "derby:") + remains.store().toAbsolutePath() + "'",
                "destinations:",
                "  '#':",
                "    redelivery:",
                "      max-delivery-attempts: -1",
                "acceptors:",
                "  - host: 127.0.0.1",
                "    port: " + port,
                "http:",
                "  enabled: false",
                ""));
        this.process = launch();
        try {
            awaitReady();
        } catch (InterruptedException | IllegalStateException e) {
            close();
            throw e;
        }
    }

    private static int freePort(Random random) throws IOException {
        for (int left = 100; ; left--) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    private VictimProcess launch() throws IOException {
        remains.write("--- life " + ++lives);
        return VictimProcess.start(remains.errors(), Tern.class, List.of("run", "--config", settings.toString()));
    }

    /** Begins another life; it need not be ready. */
    void start() throws IOException {
        process = launch();
    }

    /** Waits until clients can come: to a broker that serves, or one that waits for its predecessor's lease. */
    void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        String line = "";
        while (!line.contains(" Ready in ") && !line.contains(" Standing by")) {
            line = process.next(end - System.nanoTime());
            if (line == null || line.equals(VictimProcess.END)) {
                throw new IllegalStateException(
                        "The broker " + (line == null ? "is not ready in time" : "has ended by itself"));
            }
            remains.write(line);
        }
    }

    /** Kills it as the system does. */
    void kill() throws InterruptedException {
        process.kill();
        process.close();
        for (String line = process.next(0); line != null && !line.equals(VictimProcess.END); line = process.next(0)) {
            remains.write(line);
        }
        remains.write("--- killed");
    }

    @Override
    public void close() {
        process.close();
    }
}
