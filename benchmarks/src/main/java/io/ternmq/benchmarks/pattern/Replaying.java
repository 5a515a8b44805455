// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.api.server.Broker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A stream on the file store, read from its beginning by one plain consumer without acknowledgements. */
final class Replaying implements AutoCloseable {

    static final int BODY = 200;
    private static final int BATCH = 1_000;
    private static final long PATIENCE_MILLIS = 30_000;

    private final Broker broker;
    private final Connection connection;
    private final int events;

    private Replaying(Broker broker, Connection connection, int events) {
        this.broker = broker;
        this.connection = connection;
        this.events = events;
    }

    static Replaying filled(Path directory, int events) throws IOException, JMSException {
        Broker broker = Broker.builder()
                .name("replaying")
                .store(StorePolicy.file(Files.createTempDirectory(directory, "store")))
                .start();
        Connection connection = new TernConnectionFactory(broker.uri()).createConnection();
        Replaying stream = new Replaying(broker, connection, events);
        stream.fill();
        connection.start();
        return stream;
    }

    private void fill() throws JMSException {
        ((StreamAccess) connection).configure("numbers", StreamPolicy.DEFAULT);
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createTopic("numbers"))) {
            byte[] body = new byte[BODY];
            for (int i = 1; i <= events; i++) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                producer.send(message);
                if (i % BATCH == 0) {
                    session.commit();
                }
            }
            session.commit();
        }
    }

    /** Reads everything; returns events a second. */
    double readAll() {
        try (Session session = connection.createSession();
                MessageConsumer consumer =
                        session.createConsumer(session.createTopic("numbers?replay=earliest&noAck=true"))) {
            long begin = System.nanoTime();
            for (int i = 0; i < events; i++) {
                if (consumer.receive(PATIENCE_MILLIS) == null) {
                    throw new IllegalStateException("Event " + i + " did not come");
                }
            }
            return events * 1e9 / (System.nanoTime() - begin);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        broker.close();
    }
}
