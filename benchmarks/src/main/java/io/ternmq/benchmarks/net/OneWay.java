// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.net;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One producer and one listener, each with a connection of its own, and non-persistent messages between them. */
final class OneWay implements AutoCloseable {

    private static final long LOOK_NANOS = 50_000;

    private final Connection sending;
    private final Connection receiving;
    private final Session session;
    private final MessageProducer producer;
    private final AtomicLong received = new AtomicLong();
    private final byte[] body;
    private final Semaphore room;
    private long sent;

    /**
     * Connects.
     *
     * @param length      bytes of a message
     * @param outstanding how many sends may be without an answer; 0 when each is waited for
     */
    OneWay(ConnectionFactory factory, String queue, int length, int outstanding) throws JMSException {
        body = new byte[length];
        room = new Semaphore(outstanding);
        receiving = factory.createConnection();
        Session listening = receiving.createSession();
        Queue place = listening.createQueue(queue);
        listening.createConsumer(place).setMessageListener(message -> received.incrementAndGet());
        receiving.start();
        sending = factory.createConnection();
        session = sending.createSession();
        producer = session.createProducer(place);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    }

    /** Sends one after the other until a moment of {@link System#nanoTime}; returns when all have arrived. */
    long waitingForEach(long end) throws JMSException {
        long before = sent;
        while (System.nanoTime() < end) {
            producer.send(message());
            sent++;
        }
        awaitAll();
        return sent - before;
    }

    /** Sends without waiting, but for room, until a moment of {@link System#nanoTime}. */
    long pipelined(long end) throws JMSException, InterruptedException {
        CompletionListener freed = new Freeing(room);
        long before = sent;
        while (System.nanoTime() < end) {
            room.acquire();
            producer.send(message(), freed);
            sent++;
        }
        awaitAll();
        return sent - before;
    }

    private BytesMessage message() throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    private void awaitAll() {
        while (received.get() < sent) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public void close() throws JMSException {
        sending.close();
        receiving.close();
    }

    /** Makes room for another message. */
    private record Freeing(Semaphore room) implements CompletionListener {

        @Override
        public void onCompletion(Message message) {
            room.release();
        }

        @Override
        public void onException(Message message, Exception exception) {
            throw new IllegalStateException("A message was not taken", exception);
        }
    }
}
