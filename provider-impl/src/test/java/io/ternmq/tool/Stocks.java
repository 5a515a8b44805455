// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tool;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.boot.EmbeddedBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills directories by means of brokers and their clients. */
final class Stocks {

    /** What a program does with a broker. */
    @FunctionalInterface
    interface Program {

        /** Does it. */
        void run(Session session) throws JMSException;
    }

    private static final int SEGMENT = 1 << 20;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Stocks() {}

    /** A broker that keeps its messages in a directory, in files of 1 MiB. */
    static Broker broker(Path directory) {
        return Broker.builder()
                .name("tool-" + NAMES.incrementAndGet())
                .store(StorePolicy.file(directory).withSegmentBytes(SEGMENT))
                .start();
    }

    /** Starts a broker, runs a program on it in a transaction, and closes it. */
    static void fill(Path directory, Program program) throws JMSException {
        try (Broker broker = broker(directory)) {
            run(broker, program);
        }
    }

    /** Starts a broker, runs a program on it in a transaction, and ends it as a crash would. */
    static void fillAndCrash(Path directory, Program program) throws JMSException {
        try (Broker broker = broker(directory)) {
            run(broker, program);
            ((EmbeddedBroker) broker).crash();
        }
    }

    /** Runs a program in a transaction. */
    static void run(Broker broker, Program program) throws JMSException {
        TernConnectionFactory factory = new TernConnectionFactory(broker.uri());
        try (Connection connection = factory.createConnection()) {
            connection.setClientID("client");
            Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
            connection.start();
            program.run(session);
            session.commit();
        }
    }

    /** Sends texts to a queue. */
    static void send(Session session, String queue, String... texts) throws JMSException {
        var producer = session.createProducer(session.createQueue(queue));
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
    }

    /** Changes every byte of a text in a file, wherever it is there. */
    static void damage(Path file, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = all.indexOf(text);
        if (at < 0) {
            throw new IOException(text + " is not in " + file);
        }
        for (; at >= 0; at = all.indexOf(text, at + 1)) {
            for (int i = 0; i < text.length(); i++) {
                bytes[at + i] ^= 1;
            }
        }
        Files.write(file, bytes);
    }

    /** The file of a directory with the first part of the log. */
    static Path log(Path directory) {
        return directory.resolve("0000000000000001.log");
    }
}
