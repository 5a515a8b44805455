// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Producers of persistent messages, each with a thread and a session of its own, each waiting for every send. */
final class Producers implements AutoCloseable {

    private final int count;
    private final String queue;
    private final byte[] body;
    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService pool;

    /**
     * Connects.
     *
     * @param count how many producers
     * @param links how many connections they share
     */
    Producers(ConnectionFactory factory, String queue, int length, int count, int links) throws JMSException {
        this.count = count;
        this.queue = queue;
        this.body = new byte[length];
        this.pool = Executors.newFixedThreadPool(count);
        for (int i = 0; i < links; i++) {
            connections.add(factory.createConnection());
        }
    }

    /** Sends until a moment of {@link System#nanoTime}; returns how many messages were taken. */
    long send(long end) throws Exception {
        List<Future<Long>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Connection connection = connections.get(i % connections.size());
            results.add(pool.submit(() -> send(connection, end)));
        }
        long sum = 0;
        for (Future<Long> result : results) {
            sum += result.get();
        }
        return sum;
    }

    private long send(Connection connection, long end) throws JMSException {
        try (Session session = connection.createSession()) {
            MessageProducer producer = session.createProducer(session.createQueue(queue));
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

    @Override
    public void close() throws JMSException {
        pool.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
