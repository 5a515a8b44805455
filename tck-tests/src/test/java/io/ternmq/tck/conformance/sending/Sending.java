// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.server.BrokerSettings;
import io.ternmq.tck.conformance.Stage;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A stage with one started connection, a session, a queue and a topic. */
abstract class Sending extends Stage {

    Connection connection;
    Session session;
    Queue queue;
    Topic topic;

    @SuppressWarnings("NullAway.Init") // set before each test
    Sending() {}

    @BeforeEach
    final void openEverything() throws JMSException {
        beforeConnecting();
        connection = started();
        session = connection.createSession();
        queue = session.createQueue("place");
        topic = session.createTopic("news");
    }

    /** For those who want a broker of their own making under the name of this stage. */
    void beforeConnecting() {}

    /** A broker of the test kit, whose clock only the test moves. */
    final TestBroker timeless() {
        return closing(TestBroker.start(BrokerSettings.named(broker), new Faults(Faults.seedOfThisRun(11))));
    }

    final Message text(String text) throws JMSException {
        return session.createTextMessage(text);
    }

    static Message arrived(@Nullable Message message) {
        assertThat(message).as("a message in time").isNotNull();
        return Objects.requireNonNull(message);
    }

    /** Takes the next message of a place. */
    final Message take(Destination from) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(from)) {
            return arrived(consumer.receive(SOON));
        }
    }

    /** All texts that are at a place now. */
    final List<String> drain(Destination from) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(from)) {
            return drain(consumer);
        }
    }

    /** All texts that a consumer can have now. */
    static List<String> drain(MessageConsumer consumer) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Message next = consumer.receiveNoWait(); next != null; next = consumer.receiveNoWait()) {
            texts.add(textOf(next));
        }
        return texts;
    }
}
