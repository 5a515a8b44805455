// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.boot.EmbeddedBroker;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two consumers of one queue that are asked in turns over a network: what one of them holds ready comes to the other
 * when that one is asked. The messages of a round are so few that the last ones are always with the wrong one.
 */
@Timeout(120)
class HandedOnTest {

    private static final int ROUNDS = 400;
    private static final int MESSAGES = 20;
    private static final long SOON = 10_000;

    /** Plays a round. */
    @FunctionalInterface
    private interface Round {

        void play(Connection connection, String queue) throws JMSException;
    }

    private static void rounds(Round round) throws Exception {
        String name = "handed-on-" + UUID.randomUUID();
        try (EmbeddedBroker broker = BrokerRegistry.instance().start(BrokerSettings.named(name));
                Acceptor acceptor = Acceptor.start(
                        AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0), asked -> broker.network());
                Connection connection = new TernConnectionFactory(acceptor.uri() + '/' + name).createConnection()) {
            connection.start();
            for (int i = 0; i < ROUNDS; i++) {
                round.play(connection, "q" + i);
            }
        }
    }

    @Test
    void whatAConsumerOfAnotherSessionHoldsReadyIsHandedOn() throws Exception {
        rounds((connection, queue) -> {
            try (Session first = connection.createSession();
                    Session second = connection.createSession()) {
                assertThat(inTurns(first, second, queue)).doesNotContain(List.of());
            }
        });
    }

    @Test
    void consumersOfOneSessionSeeTheirMessagesInOrder() throws Exception {
        rounds((connection, queue) -> {
            try (Session session = connection.createSession()) {
                assertThat(inTurns(session, session, queue)).allSatisfy(seen -> assertThat(seen).isSorted());
            }
        });
    }

    /** What each of two consumers has seen after both were asked in turns. */
    private static List<List<Integer>> inTurns(Session first, Session second, String queue) throws JMSException {
        MessageConsumer one = first.createConsumer(first.createQueue(queue));
        MessageConsumer two = second.createConsumer(second.createQueue(queue));
        MessageProducer producer = first.createProducer(first.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (int i = 0; i < MESSAGES; i++) {
            TextMessage message = first.createTextMessage();
            message.setIntProperty("number", i);
            producer.send(message);
        }
        List<List<Integer>> seen = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < MESSAGES; i++) {
            var message = (i % 2 == 0 ? one : two).receive(SOON);
            assertThat(message).as("message %s of %s", i, queue).isNotNull();
            seen.get(i % 2).add(message.getIntProperty("number"));
        }
        return seen;
    }
}
