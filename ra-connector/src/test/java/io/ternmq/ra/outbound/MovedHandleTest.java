// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handles and what was made of them, where the session below changes. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MovedHandleTest extends OutboundStage {

    private static String text(MessageConsumer consumer) throws JMSException {
        return ((TextMessage) Objects.requireNonNull(consumer.receive(2_000), "nothing came")).getText();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnHearingOnTheNextManagedConnection(boolean crashed) throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection one = factory.createManagedConnection(null, null);
        Single server = new Single(one);
        Connection connection =
                ((ConnectionFactory) factory.createConnectionFactory(server)).createConnection();
        connection.start();
        MessageConsumer consumer;
        try (Session session = connection.createSession()) {
            consumer = session.createConsumer(session.createQueue("orders"));
            if (crashed) {
                broker.crash();
                broker.restart();
            }
            ManagedConnection two = factory.createManagedConnection(null, null);
            two.associateConnection(server.last());
            send("orders", "one");
            assertThat(text(consumer)).isEqualTo("one");
            assertThat(factory.getInvalidConnections(Set.of(two))).isEmpty();
            one.destroy();
            two.destroy();
        }
    }

    @Test
    void isNotMovedToAConnectionThatIsLost() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection one = factory.createManagedConnection(null, null);
        ManagedConnection two = factory.createManagedConnection(null, null);
        Object handle = one.getConnection(null, null);
        two.destroy();
        assertThatThrownBy(() -> two.associateConnection(handle)).isInstanceOf(ResourceException.class);
        assertThat(((Grip) handle).isOpen()).isTrue();
        one.destroy();
        assertThatThrownBy(((Grip) handle)::held).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotOpenedAgainByTheServer() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection one = factory.createManagedConnection(null, null);
        ManagedConnection two = factory.createManagedConnection(null, null);
        Grip closed = (Grip) one.getConnection(null, null);
        closed.close();
        assertThatThrownBy(() -> two.associateConnection(closed)).isInstanceOf(ResourceException.class);
        assertThat(closed.isOpen()).isFalse();
        Grip dropped = (Grip) one.getConnection(null, null);
        one.cleanup();
        two.associateConnection(dropped);
        assertThat(dropped.held()).isSameAs(two);
        one.destroy();
        two.destroy();
    }

    @Test
    void hearsADurableSubscriptionWithinTransactionsAndBetweenThem() throws Exception {
        TernManagedConnectionFactory factory = clientFactory();
        factory.setClientId("me");
        try (Connection connection = programs(pool(factory)).createConnection()) {
            connection.start();
            transactions.begin();
            Session session = connection.createSession();
            Topic topic = session.createTopic("news");
            MessageConsumer consumer = session.createDurableConsumer(topic, "mine");
            transactions.commit();
            publish("one", "two", "three");
            assertThat(text(consumer)).isEqualTo("one");
            transactions.begin();
            assertThat(text(consumer)).isEqualTo("two");
            transactions.commit();
            assertThat(text(consumer)).isEqualTo("three");
            consumer.close();
            session.unsubscribe("mine");
        }
    }

    private void publish(String... texts) {
        try (var context = broker.connectionFactory().createContext()) {
            for (String text : texts) {
                context.createProducer().send(context.createTopic("news"), text);
            }
        }
    }

    @Test
    void forgetsWhatItHasMadeAgain() throws Exception {
        try (Connection connection = programs(pool(clientFactory())).createConnection()) {
            transactions.begin();
            Session session = connection.createSession();
            var producer = session.createProducer(session.createQueue("orders"));
            transactions.commit();
            for (int i = 0; i < 20; i++) {
                producer.send(session.createMessage());
                transactions.begin();
                producer.send(session.createMessage());
                transactions.commit();
            }
            assertThat(session).hasToString("Session of 1 producers, consumers and browsers");
        }
    }
}
