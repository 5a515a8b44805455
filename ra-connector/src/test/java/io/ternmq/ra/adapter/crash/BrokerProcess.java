// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.adapter.crash;

import io.ternmq.server.cli.Tern;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A standalone broker that can die and come back at the same address with the same store. For one thread. */
final class BrokerProcess implements AutoCloseable {

    /** Below the ports that systems hand out by themselves, so that nobody gets this one while the broker is dead. */
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 10_000;

    private final Path directory;
    private final int port;
    private ChildProcess process;

    BrokerProcess(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.port = freePort(new Random());
        Files.writeString(directory.resolve("tern.yaml"), String.join(System.lineSeparator(),
                "store: 'file:" + directory.resolve("broker").toAbsolutePath() + "'",
                "acceptors:",
                "  - host: 127.0.0.1",
                "    port: " + port,
                "http:",
                "  enabled: false",
                ""));
        this.process = launch();
    }

    private static int freePort(Random random) throws IOException {
        for (int left = 100; ; left--) {
            int candidate = LOWEST_PORT + random.nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate));
                return candidate;
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private ChildProcess launch() throws IOException, InterruptedException {
        ChildProcess launched = ChildProcess.start(
                directory.resolve("broker.err"),
                Tern.class,
                List.of("run", "--config", directory.resolve("tern.yaml").toString()));
        launched.hear(" Ready in ");
        return launched;
    }

    /** Where it is; a connection that breaks is given up at once. */
    String url() {
        return "tcp://127.0.0.1:" + port + "?reconnect.timeoutMillis=0&connectTimeoutMillis=2000";
    }

    long pid() {
        return process.pid();
    }

    /** Another life, after it has ended. */
    void restart() throws IOException, InterruptedException {
        process.close();
        process = launch();
    }

    @Override
    public void close() {
        process.close();
    }
}
