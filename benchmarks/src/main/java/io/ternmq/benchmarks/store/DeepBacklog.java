// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;

/**
 * A queue that is larger than the heap: fills it, restarts, browses it, restarts, drains it in order, and says how long
 * each took and how much memory the backlog takes. Ends with an exception when a message is missing or out of order.
 *
 * <pre>
 * java -Xmx256m -cp benchmarks/target/benchmarks.jar io.ternmq.benchmarks.store.DeepBacklog [directory [messages]]
 * </pre>
 */
public final class DeepBacklog {

    private static final int BODY = 1_024;
    private static final int BATCH = 1_000;

    private final Path store;
    private final int count;
    private long emptyHeap;

    private DeepBacklog(Path store, int count) {
        this.store = store;
        this.count = count;
    }

    /**
     * Fills, browses and drains.
     *
     * @param args a directory; how many messages
     * @throws Exception when something fails
     */
    public static void main(String[] args) throws Exception {
        Path base = args.length > 0 ? Path.of(args[0]) : Path.of(".");
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 5_000_000;
        Path store = Files.createTempDirectory(base, "deep-backlog");
        try {
            new DeepBacklog(store, count).run();
        } finally {
            Trees.delete(store);
        }
    }

    private void run() throws Exception {
        try (Broker broker = open()) {
            emptyHeap = heap();
            timed("fill", broker, this::fill);
            long perMessage = (heap() - emptyHeap) / count;
            System.out.printf(Locale.ROOT, "heap per queued message: %d bytes; store: %,d MiB%n",
                    perMessage, Trees.bytes(store) >> 20);
        }
        try (Broker broker = open()) {
            timed("browse", broker, this::browse);
        }
        try (Broker broker = open()) {
            timed("drain", broker, this::drain);
            check(broker.statistics().queue("deep").orElseThrow().depth() == 0, "the queue is empty");
        }
    }

    private Broker open() {
        long begin = System.nanoTime();
        Broker broker = Broker.builder().name("deep").store(StorePolicy.file(store)).start();
        System.out.printf(Locale.ROOT, "start: %.2f s%n", (System.nanoTime() - begin) / 1e9);
        return broker;
    }

    @FunctionalInterface
    private interface Step {

        void run(Session session, Queue queue) throws JMSException;
    }

    private void timed(String what, Broker broker, Step step) throws JMSException {
        long begin = System.nanoTime();
        try (Connection connection = new TernConnectionFactory(broker.uri()).createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
            connection.start();
            step.run(session, session.createQueue("deep"));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %.1f s, %,.0f messages/s%n", what, seconds, count / seconds);
    }

    private void fill(Session session, Queue queue) throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        byte[] body = new byte[BODY];
        for (int i = 0; i < count; i++) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(body);
            message.setIntProperty("number", i);
            producer.send(message);
            if (i % BATCH == BATCH - 1) {
                session.commit();
            }
        }
        session.commit();
    }

    private void browse(Session session, Queue queue) throws JMSException {
        try (QueueBrowser browser = session.createBrowser(queue)) {
            int next = 0;
            for (Enumeration<?> all = browser.getEnumeration(); all.hasMoreElements(); ) {
                check(((Message) all.nextElement()).getIntProperty("number") == next, "browsed in order");
                next++;
            }
            check(next == count, "browsed " + next + " of " + count);
        }
    }

    private void drain(Session session, Queue queue) throws JMSException {
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < count; i++) {
            Message message = consumer.receive(10_000);
            check(message != null && message.getIntProperty("number") == i, "message " + i + " in order");
            if (i % BATCH == BATCH - 1) {
                session.commit();
            }
        }
        session.commit();
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Not so: " + what);
        }
    }
}
