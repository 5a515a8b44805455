// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.store;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Persistent messages of 1 KiB to a queue of an embedded broker, which is started for each round. */
final class Sending {

    static final int BODY = 1_024;
    static final int PRODUCERS = 64;

    /** Where the next round keeps its messages. */
    @FunctionalInterface
    interface Place {

        StorePolicy next() throws Exception;
    }

    private Sending() {}

    /** One producer, in transactions of so many messages; 0 for none. */
    static Rate.Work one(Place place, int batch) {
        return end -> {
            try (Broker broker = start(place);
                    Connection connection = new TernConnectionFactory(broker.uri()).createConnection()) {
                return send(connection, end, batch);
            }
        };
    }

    /** As many producers as {@link #PRODUCERS} says, each with a thread and a session of its own. */
    static Rate.Work many(Place place) {
        return end -> {
            try (Broker broker = start(place);
                    Connection connection = new TernConnectionFactory(broker.uri()).createConnection()) {
                return together(() -> send(connection, end, 0));
            }
        };
    }

    private static Broker start(Place place) throws Exception {
        return Broker.builder().name("sending").store(place.next()).start();
    }

    /** Does the same in as many threads as there are producers, and sums up. */
    static long together(Callable<Long> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(PRODUCERS);
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < PRODUCERS; i++) {
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

    private static long send(Connection connection, long end, int batch) throws JMSException {
        try (Session session = connection.createSession(batch > 0, Session.AUTO_ACKNOWLEDGE)) {
            MessageProducer producer = session.createProducer(session.createQueue("numbers"));
            byte[] body = new byte[BODY];
            long done = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < Math.max(1, batch); i++) {
                    BytesMessage message = session.createBytesMessage();
                    message.writeBytes(body);
                    producer.send(message);
                    done++;
                }
                if (batch > 0) {
                    session.commit();
                }
            }
            return done;
        }
    }
}
