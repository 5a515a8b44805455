// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How long a broker takes to come back with a million messages of 1 KiB, after a clean stop and after a kill. Each
 * start is that of a fresh Java virtual machine; the time is from the beginning of the broker's start to the first
 * message received.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.store.RestartTime [directory [messages]]
 * </pre>
 */
public final class RestartTime {

    private static final int BODY = 1_024;
    private static final int BATCH = 1_000;

    private RestartTime() {}

    /**
     * Measures and prints.
     *
     * @param args a directory; how many messages; for the children also what to do
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        Path base = args.length > 0 ? Path.of(args[0]) : Path.of(".");
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        if (args.length > 2) {
            asChild(base, count, args[2]);
            return;
        }
        Path store = Files.createTempDirectory(base, "restart");
        try {
            child(store, count, "fill-and-stop");
            child(store, count, "start");
            child(store, count, "refill-and-halt");
            child(store, count, "start");
        } finally {
            Trees.delete(store);
        }
    }

    private static void child(Path store, int count, String what) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), RestartTime.class.getName(),
                store.toString(), Integer.toString(count), what);
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0 && exit != HALTED) {
            throw new IllegalStateException(what + " ended with " + exit);
        }
    }

    private static final int HALTED = 9;

    private static void asChild(Path store, int count, String what) throws Exception {
        long begin = System.nanoTime();
        try (Broker broker = Broker.builder().name("restart").store(StorePolicy.file(store)).start();
                Connection connection = new TernConnectionFactory(broker.uri()).createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            Queue queue = session.createQueue("restart");
            switch (what) {
                case "fill-and-stop" -> fill(session, queue, count);
                case "refill-and-halt" -> {
                    fill(session, queue, count);
                    System.out.println("killed");
                    Runtime.getRuntime().halt(HALTED);
                }
                default -> {
                    boolean there = session.createConsumer(queue).receive(60_000) != null;
                    System.out.printf(Locale.ROOT, "%s: first message after %.2f s, %,d queued%n",
                            there ? "started" : "EMPTY", (System.nanoTime() - begin) / 1e9,
                            broker.statistics().queue("restart").orElseThrow().depth());
                    session.rollback();
                }
            }
        }
    }

    private static void fill(Session session, Queue queue, int count) throws Exception {
        MessageProducer producer = session.createProducer(queue);
        byte[] body = new byte[BODY];
        for (int i = 0; i < count; i++) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            producer.send(message);
            if (i % BATCH == BATCH - 1) {
                session.commit();
            }
        }
        session.commit();
    }
}
