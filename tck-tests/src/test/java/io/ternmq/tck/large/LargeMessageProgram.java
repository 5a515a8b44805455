// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.large;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Sends one message of many bytes from a stream, receives it into another, checks every byte and says how long it took.
 * With the class path of the tests:
 *
 * <pre>
 *   java -Xmx256m io.ternmq.tck.large.LargeMessageProgram file:target/large 1024
 *   java -Xmx256m io.ternmq.tck.large.LargeMessageProgram tcp://localhost:61616 1024
 * </pre>
 *
 * The first argument is where the messages go: {@code file:} and a directory for a broker in this process on a store
 * there, or the URI of a broker that runs. The second is the length in MiB. A third, {@code send} or {@code receive},
 * does one half only.
 */
public final class LargeMessageProgram {

    private static final int SEED = 17;
    private static final int MIB = 1024 * 1024;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final String QUEUE = "large";

    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final long length;
    private final String half;

    private LargeMessageProgram(long length, String half) {
        this.length = length;
        this.half = half;
    }

    /** See above. */
    public static void main(String[] args) throws JMSException {
        LargeMessageProgram program =
                new LargeMessageProgram(Long.parseLong(args[1]) * MIB, args.length > 2 ? args[2] : "");
        String where = args[0];
        if (!where.startsWith("file:")) {
            program.run(where);
            return;
        }
        Path directory = Path.of(where.substring("file:".length()));
        try (Broker broker = Broker.builder().name("large").store(StorePolicy.file(directory)).start()) {
            program.run(broker.uri());
        }
    }

    private void run(String uri) throws JMSException {
        try (Connection connection = new TernConnectionFactory(uri).createConnection();
                Session session = connection.createSession()) {
            connection.start();
            Queue queue = session.createQueue(QUEUE);
            if (!half.equals("receive")) {
                send(session, queue);
            }
            if (!half.equals("send")) {
                receive(session, queue);
            }
        }
    }

    private void send(Session session, Queue queue) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setObjectProperty(MessageProperties.INPUT_STREAM, new PatternStream(SEED, length));
        long begin = System.nanoTime();
        session.createProducer(queue).send(message);
        report("sent", begin);
    }

    private void receive(Session session, Queue queue) throws JMSException {
        long begin = System.nanoTime();
        Message message = session.createConsumer(queue).receive(PATIENCE_MILLIS);
        if (!(message instanceof BytesMessage bytes) || bytes.getBodyLength() != length) {
            throw new IllegalStateException("This is not the message: " + message);
        }
        report("received", begin);
        PatternCheck check = new PatternCheck(SEED);
        bytes.setObjectProperty(MessageProperties.OUTPUT_STREAM, check);
        if (check.count() != length) {
            throw new IllegalStateException("Only " + check.count() + " bytes came.");
        }
        report("received and read", begin);
    }

    private void report(String what, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        out.printf(Locale.ROOT, "%s %d MiB in %.2f s, %.0f MiB/s, with a heap of at most %d MiB%n",
                what, length / MIB, seconds, (double) length / MIB / seconds, Runtime.getRuntime().maxMemory() / MIB);
    }
}
