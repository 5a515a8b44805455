// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A stage with one started connection and session. */
abstract class Scene extends Stage {

    Connection connection;
    Session session;
    Queue queue;

    @SuppressWarnings("NullAway.Init") // set before each test
    Scene() {
        this(ClientPolicy.DEFAULT);
    }

    @SuppressWarnings("NullAway.Init") // set before each test
    Scene(ClientPolicy policy) {
        super(policy);
    }

    @BeforeEach
    final void openEverything() throws JMSException {
        connection = closing(factory.createConnection());
        connection.start();
        session = connection.createSession();
        queue = session.createQueue("place");
    }

    /** Sends a message to the queue. */
    final void send(Message message) throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        producer.send(message);
        producer.close();
    }

    /** Takes the next message of a place. */
    final Message take(Destination from) throws JMSException {
        MessageConsumer consumer = session.createConsumer(from);
        Message message = arrived(consumer.receive(SOON), Message.class);
        consumer.close();
        return message;
    }

    /** What arrives when a message goes through the queue. */
    final <T extends Message> T through(T message, Class<T> type) throws JMSException {
        send(message);
        return arrived(take(queue), type);
    }

    final void assertEmpty(Destination place) throws JMSException {
        MessageConsumer consumer = session.createConsumer(place);
        assertThat(consumer.receive(BRIEFLY)).isNull();
        consumer.close();
    }

    static <T extends Message> T arrived(@Nullable Message message, Class<T> type) {
        assertThat(message).as("a message in time").isInstanceOf(type);
        return type.cast(Objects.requireNonNull(message));
    }

    /** A message of each kind, with something in it. */
    static Message sample(Session session, String kind) throws JMSException {
        return switch (kind) {
            case "plain" -> session.createMessage();
            case "text" -> session.createTextMessage("words");
            case "bytes" -> Bodies.bytes(session.createBytesMessage());
            case "map" -> Bodies.map(session.createMapMessage());
            case "stream" -> Bodies.stream(session.createStreamMessage());
            case "object" -> session.createObjectMessage("an object");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** The kinds of {@link #sample}. */
    static List<String> kinds() {
        return List.of("plain", "text", "bytes", "map", "stream", "object");
    }
}
