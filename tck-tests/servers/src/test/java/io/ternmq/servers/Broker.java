// SPDX-License-Identifier: Apache-2.0
package io.ternmq.servers;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.server.cli.Tern;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.XAConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/** The broker beside the server, a process that can be killed, and a look into its queues. The test's thread calls. */
final class Broker implements AutoCloseable {

    private final Site site;
    private final ConnectionFactory factory;
    private @Nullable Process process;

    private Broker(Site site) {
        this.site = site;
        this.factory = new TernConnectionFactory(site.brokerUrl());
    }

    /**
     * Starts a broker that keeps its messages in files. A failed delivery waits before it comes again: a server that
     * stops a program's singletons before its message-driven beans would use up all attempts in between.
     */
    static Broker start(Site site) throws IOException {
        Broker broker = new Broker(site);
        Files.writeString(
                broker.configuration(),
                """
                name: beside
                store: file:%s
                acceptors:
                  - port: %d
                http:
                  enabled: false
                destinations:
                  "#":
                    redelivery:
                      max-delivery-attempts: 3
                      delay-millis: 1000
                """
                        .formatted(site.work().resolve("store"), site.server().brokerPort()),
                StandardCharsets.UTF_8);
        broker.start();
        return broker;
    }

    private Path configuration() {
        return site.work().resolve("tern.yaml");
    }

    /** Starts the broker again after {@link #kill}; it serves when this returns. */
    void start() throws IOException {
        Path log = site.work().resolve("broker.log");
        ProcessBuilder command = new ProcessBuilder(
                Commands.JAVA,
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Tern.class.getName(),
                "run",
                "--config",
                configuration().toString());
        process = Commands.start(command, log);
        Await.that("the broker serves", Duration.ofSeconds(60), () -> Folders.tail(log, 60), this::serves);
    }

    private boolean serves() {
        try (JMSContext context = factory.createContext()) {
            return context.createTemporaryQueue() != null;
        } catch (RuntimeException e) {
            if (process != null && !process.isAlive()) {
                throw new IllegalStateException("The broker has ended.", e);
            }
            return false;
        }
    }

    /** Ends the broker as a power cut does. */
    void kill() {
        if (process != null) {
            Commands.end(process);
        }
    }

    /** It takes what is sent to it and does nothing any more, until it is killed. */
    void freeze() throws IOException, InterruptedException {
        Process frozen = Objects.requireNonNull(process, "running");
        Commands.run(
                new ProcessBuilder("kill", "-STOP", Long.toString(frozen.pid())), site.work().resolve("freeze.log"));
    }

    /** Sends a text to a queue. */
    void send(String queue, String text) {
        send(queue, List.of(text));
    }

    /** Sends texts to a queue, in their order. */
    void send(String queue, List<String> texts) {
        try (JMSContext context = factory.createContext()) {
            texts.forEach(text -> context.createProducer().send(context.createQueue(queue), text));
        }
    }

    /** Sends a text to a topic. */
    void publish(String topic, String text) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createTopic(topic), text);
        }
    }

    /** The texts in a queue that wait; they stay there. */
    List<String> texts(String queue) {
        try (JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            List<String> texts = new ArrayList<>();
            for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                texts.add(((Message) messages.nextElement()).getBody(String.class));
            }
            return texts;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How many branches of transactions wait at the broker for their manager: prepared, and neither committed nor
     * rolled back.
     */
    int inDoubt() {
        try (XAConnection connection = new TernXAConnectionFactory(site.brokerUrl()).createXAConnection()) {
            return inDoubt(connection.createXASession().getXAResource()).length;
        } catch (JMSException | XAException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Xid[] inDoubt(XAResource branches) throws XAException {
        return branches.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
    }

    /** Rolls back what still waits, so that a failure does not spread to the tests that follow. */
    void undoWhatIsInDoubt() {
        try (XAConnection connection = new TernXAConnectionFactory(site.brokerUrl()).createXAConnection()) {
            XAResource branches = connection.createXASession().getXAResource();
            for (Xid branch : inDoubt(branches)) {
                branches.rollback(branch);
            }
        } catch (JMSException | XAException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until no branch is in doubt any more. */
    void awaitNothingInDoubt(Duration patience) {
        Await.that("nothing is in doubt at the broker", patience, this::inDoubt, () -> inDoubt() == 0);
    }

    /** Sends a text to a queue and waits for what comes back. */
    @Nullable String ask(String queue, String text, Duration patience) {
        try (JMSContext context = factory.createContext()) {
            Queue replies = context.createTemporaryQueue();
            context.createProducer().setJMSReplyTo(replies).send(context.createQueue(queue), text);
            return context.createConsumer(replies).receiveBody(String.class, patience.toMillis());
        }
    }

    @Override
    public void close() {
        kill();
    }
}
