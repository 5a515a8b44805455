// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.benchmarks.store.Rate;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Persistent messages of 1 KiB, each sent when the one before is durable, to an embedded broker on the file store,
 * which is started for each round.
 */
final class Appending {

    private static final int BODY = 1_024;
    private static final String NAME = "numbers";

    /** Where messages go. */
    enum Place {
        /** A topic with a stream behind it and no subscription. */
        STREAM {
            @Override
            Destination open(Connection connection, Session session) throws JMSException {
                ((StreamAccess) connection).configure(NAME, StreamPolicy.DEFAULT);
                return session.createTopic(NAME);
            }
        },
        /** A topic with one durable subscription that nobody receives from. */
        SUBSCRIPTION {
            @Override
            Destination open(Connection connection, Session session) throws JMSException {
                session.createSharedDurableConsumer(session.createTopic(NAME), "all").close();
                return session.createTopic(NAME);
            }
        },
        /** A queue that nobody receives from. */
        QUEUE {
            @Override
            Destination open(Connection connection, Session session) throws JMSException {
                return session.createQueue(NAME);
            }
        };

        abstract Destination open(Connection connection, Session session) throws JMSException;
    }

    private Appending() {}

    /** So many producers by plain Jakarta Messaging, each with a thread and a session of its own. */
    static Rate.Work by(Path directory, Place place, int producers) {
        return end -> {
            try (Broker broker = start(directory);
                    Connection connection = new TernConnectionFactory(broker.uri()).createConnection();
                    Session opening = connection.createSession()) {
                Destination destination = place.open(connection, opening);
                return together(producers, () -> send(connection, destination, end));
            }
        };
    }

    /** So many threads that append to one typed stream. */
    static Rate.Work typed(Path directory, int producers) {
        return end -> {
            try (Broker broker = start(directory);
                    Messaging messaging = Messaging.over(new TernConnectionFactory(broker.uri()))) {
                EventStream<byte[]> stream = messaging.streams().open(NAME, byte[].class, StreamPolicy.DEFAULT);
                return together(producers, () -> append(stream, end));
            }
        };
    }

    private static Broker start(Path directory) throws IOException {
        return Broker.builder()
                .name("appending")
                .store(StorePolicy.file(Files.createTempDirectory(directory, "store")))
                .start();
    }

    private static long send(Connection connection, Destination to, long end) throws JMSException {
        try (Session session = connection.createSession();
                MessageProducer producer = session.createProducer(to)) {
            byte[] body = new byte[BODY];
            long done = 0;
            while (System.nanoTime() < end) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                producer.send(message);
                done++;
            }
            return done;
        }
    }

    private static long append(EventStream<byte[]> stream, long end) {
        byte[] body = new byte[BODY];
        long done = 0;
        while (System.nanoTime() < end) {
            done += stream.append(body).offset() >= 0 ? 1 : 0;
        }
        return done;
    }

    private static long together(int threads, Callable<Long> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(pool.submit(task));
            }
            long sum = 0;
            for (Future<Long> result : results) {
                sum += result.get();
            }
            return sum;
        } finally {
            pool.shutdownNow();
        }
    }
}
