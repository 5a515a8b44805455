// SPDX-License-Identifier: Apache-2.0
package io.ternmq.benchmarks.pattern;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Confirmation;
import io.ternmq.api.pattern.publish.Publisher;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A record sent by a publisher, and the same record written with the same Jsonb and sent by hand. The topic has no
 * subscribers, so that nothing piles up and the difference is that of the two ways to send.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TypedPublishBenchmark {

    /** A line of an order. */
    public record Line(String article, int amount, double price) {}

    /** What is sent. */
    public record Order(String id, String customer, List<Line> lines) {}

    private static final String CONTENT_TYPE = "application/json";

    private final Order order = new Order(
            "4711", "Harbour supplies", List.of(new Line("rope", 2, 19.9), new Line("anchor", 1, 240.0)));
    private Connection connection;
    private Session session;
    private MessageProducer producer;
    private Jsonb jsonb;
    private Messaging messaging;
    private Publisher<Order> publisher;

    /** Opens both ways. */
    @Setup
    public void open() throws JMSException {
        TernConnectionFactory factory = new TernConnectionFactory("vm://typed?store=memory");
        connection = factory.createConnection();
        session = connection.createSession();
        producer = session.createProducer(session.createTopic("orders"));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        jsonb = JsonbBuilder.create();
        messaging = Messaging.over(factory);
        publisher = messaging
                .publisher(Order.class)
                .to(Channel.topic("orders"))
                .nonPersistent()
                .open();
    }

    /** Closes everything. */
    @TearDown
    public void close() throws Exception {
        messaging.close();
        jsonb.close();
        connection.close();
    }

    /** By a publisher. */
    @Benchmark
    public Confirmation typed() {
        return publisher.publish(order);
    }

    /** By hand, with the properties that a reader of typed messages needs. */
    @Benchmark
    public TextMessage byHand() throws JMSException {
        TextMessage message = session.createTextMessage(jsonb.toJson(order));
        message.setStringProperty("JMS_TERN_ContentType", CONTENT_TYPE);
        message.setStringProperty("JMS_TERN_Kind", "EVENT");
        producer.send(message);
        return message;
    }
}
