// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.interop.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.server.Broker;
import io.ternmq.tck.interop.Guest;
import io.ternmq.tck.interop.Heard;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.messaginghub.pooled.jms.JmsPoolConnection;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolSession;

/** A pool of connections with the factory of the stage behind it. */
class PoolTest extends Guest {
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();

    PoolTest() {
        pool.setConnectionFactory(factory);
    }

    @AfterEach
    void stopPool() {
        pool.stop();
    }

    @Test
    void borrowersShareOneConnection() throws JMSException {
        try (Connection first = pool.createConnection(); Connection second = pool.createConnection()) {
            assertThat(underlying(first)).isSameAs(underlying(second));
        }
        try (Connection third = pool.createConnection()) {
            send(third, "shared", "tea");
        }

        assertThat(pool.getNumConnections()).isEqualTo(1);
        assertThat(lyingIn("shared")).containsExactly("tea");
    }

    @Test
    void largerPoolGivesConnectionsInTurn() throws JMSException {
        pool.setMaxConnections(2);
        try (Connection first = pool.createConnection(); Connection second = pool.createConnection();
                Connection third = pool.createConnection()) {
            assertThat(underlying(first)).isNotSameAs(underlying(second));
            assertThat(underlying(third)).isIn(underlying(first), underlying(second));
        }
        assertThat(pool.getNumConnections()).isEqualTo(2);
    }

    @Test
    void closedSessionIsBorrowedAgain() throws JMSException {
        try (Connection connection = pool.createConnection()) {
            Session first = connection.createSession();
            Session behind = ((JmsPoolSession) first).getInternalSession();
            first.close();
            Session again = connection.createSession();
            Session transacted = connection.createSession(Session.SESSION_TRANSACTED);

            assertThat(((JmsPoolSession) again).getInternalSession()).isSameAs(behind);
            assertThat(((JmsPoolSession) transacted).getInternalSession()).isNotSameAs(behind);
            assertThatThrownBy(first::createMessage).isInstanceOf(jakarta.jms.IllegalStateException.class);
        }
    }

    @Test
    void consumerOfAReturnedSessionTakesNothingMore() throws JMSException {
        try (Connection connection = pool.createConnection()) {
            connection.start();
            Session first = connection.createSession();
            first.createConsumer(first.createQueue("left"));
            first.close();
            send(connection, "left", "a", "b");
        }

        assertThat(takeTexts("left", 2)).containsExactly("a", "b");
    }

    @Test
    void unfinishedTransactionOfAReturnedSessionIsUndone() throws JMSException {
        put("kept", "old");
        try (Connection connection = pool.createConnection()) {
            connection.start();
            Session first = connection.createSession(Session.SESSION_TRANSACTED);
            assertThat(textOf(first.createConsumer(first.createQueue("kept")).receive(PATIENCE))).isEqualTo("old");
            first.createProducer(first.createQueue("new")).send(first.createTextMessage("never"));
            first.close();

            Session second = connection.createSession(Session.SESSION_TRANSACTED);
            second.createProducer(second.createQueue("new")).send(second.createTextMessage("kept"));
            second.commit();
        }

        assertThat(lyingIn("new")).containsExactly("kept");
        assertThat(take("kept").getJMSRedelivered()).isTrue();
    }

    @Test
    void clientAcknowledgeCoversTheSessionSoFar() throws JMSException {
        put("acknowledged", "a", "b", "c");
        try (Connection connection = pool.createConnection()) {
            connection.start();
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue("acknowledged"));
            assertThat(next(consumer)).isEqualTo("a");
            Message second = consumer.receive(PATIENCE);
            second.acknowledge();
            assertThat(next(consumer)).isEqualTo("c");
            session.recover();
            Message third = consumer.receive(PATIENCE);
            assertThat(textOf(third)).isEqualTo("c");
            assertThat(third.getJMSRedelivered()).isTrue();
            consumer.close();
            session.close();
        }

        assertThat(pool.getNumConnections()).isEqualTo(1);
        pool.clear();
        assertThat(takeTexts("acknowledged", 1)).containsExactly("c");
    }

    @Test
    void manyThreadsBorrowAndReturn() throws Exception {
        pool.setMaxConnections(3);
        List<CompletableFuture<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            workers.add(elsewhere(() -> {
                for (int j = 0; j < 50; j++) {
                    try (Connection connection = pool.createConnection()) {
                        boolean transacted = j % 2 == 0;
                        Session session = connection.createSession(transacted, Session.AUTO_ACKNOWLEDGE);
                        session.createProducer(session.createQueue("busy"))
                                .send(session.createTextMessage(number + "." + j));
                        if (transacted) {
                            session.commit();
                        }
                        session.close();
                    }
                }
                return number;
            }));
        }
        for (CompletableFuture<Integer> worker : workers) {
            assertThat(worker.join()).isBetween(0, 7);
        }

        assertThat(pool.getNumConnections()).isEqualTo(3);
        assertThat(lyingIn("busy")).hasSize(400).doesNotHaveDuplicates()
                .filteredOn(text -> text.startsWith("5.")).startsWith("5.0", "5.1").endsWith("5.49");
    }

    @Test
    void fullPoolOfSessionsRefusesOrWaits() throws Exception {
        pool.setMaxSessionsPerConnection(1);
        pool.setBlockIfSessionPoolIsFull(false);
        try (Connection connection = pool.createConnection()) {
            Session only = connection.createSession();
            assertThatThrownBy(connection::createSession).isInstanceOf(jakarta.jms.IllegalStateException.class);
            only.close();
            assertThat(connection.createSession().getAcknowledgeMode()).isEqualTo(Session.AUTO_ACKNOWLEDGE);
        }
        pool.setBlockIfSessionPoolIsFull(true);
        pool.clear();
        try (Connection connection = pool.createConnection()) {
            Session only = connection.createSession();
            CompletableFuture<Session> waiting = blocked(connection::createSession);
            only.close();
            assertThat(soon(waiting).getTransacted()).isFalse();
        }
    }

    @Test
    void anonymousProducerServesEveryDestination() throws JMSException {
        try (Connection connection = pool.createConnection(); Session session = connection.createSession()) {
            MessageProducer toAnna = session.createProducer(session.createQueue("anna"));
            MessageProducer toBert = session.createProducer(session.createQueue("bert"));
            MessageProducer toAnyone = session.createProducer(null);
            toAnna.setPriority(7);
            toAnna.send(session.createTextMessage("for anna"));
            toBert.send(session.createTextMessage("for bert"));
            toAnyone.send(session.createQueue("carl"), session.createTextMessage("for carl"));

            assertThat(toAnna.getDestination()).isEqualTo(session.createQueue("anna"));
            assertThatThrownBy(() -> toAnyone.send(session.createTextMessage("whom?")))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> toAnna.send(session.createQueue("bert"), session.createTextMessage("no")))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        assertThat(take("anna").getJMSPriority()).isEqualTo(7);
        assertThat(take("bert").getJMSPriority()).isEqualTo(4);
        assertThat(lyingIn("carl")).containsExactly("for carl");
    }

    @Test
    void explicitProducersAreCached() throws JMSException {
        pool.setUseAnonymousProducers(false);
        pool.setExplicitProducerCacheSize(2);
        try (Connection connection = pool.createConnection(); Session session = connection.createSession()) {
            for (int i = 0; i < 6; i++) {
                MessageProducer producer = session.createProducer(session.createQueue("q" + i % 3));
                producer.send(session.createTextMessage("m" + i));
                producer.close();
            }
        }

        assertThat(lyingIn("q0")).containsExactly("m0", "m3");
        assertThat(lyingIn("q2")).containsExactly("m2", "m5");
    }

    @Test
    void contextsWorkThroughThePool() throws JMSException {
        try (JMSContext context = pool.createContext()) {
            Queue queue = context.createQueue("context");
            context.createProducer().setProperty("cups", 3).setJMSType("drink").send(queue, "tea");
            Message received = context.createConsumer(queue).receive(PATIENCE);
            assertThat(textOf(received)).isEqualTo("tea");
            assertThat(received.getIntProperty("cups")).isEqualTo(3);
            assertThat(received.getJMSType()).isEqualTo("drink");
        }
        try (JMSContext context = pool.createContext(JMSContext.SESSION_TRANSACTED)) {
            context.createProducer().send(context.createQueue("committed"), "tea");
            context.commit();
            context.createProducer().send(context.createQueue("committed"), "coffee");
            context.rollback();
        }

        assertThat(leftIn("context")).isEmpty();
        assertThat(lyingIn("committed")).containsExactly("tea");
        assertThat(pool.getNumConnections()).isEqualTo(1);
    }

    @Test
    void contextsOfTheProviderWorkThroughThePool() throws JMSException {
        pool.setUseProviderJMSContext(true);
        try (JMSContext context = pool.createContext()) {
            context.createProducer().send(context.createQueue("context"), "tea");
        }

        assertThat(lyingIn("context")).containsExactly("tea");
    }

    @Test
    void domainSpecificConnectionsComeFromThePool() throws JMSException {
        QueueSession queues = closing(pool.createQueueConnection()).createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = queues.createQueue("older");
        queues.createSender(queue).send(queues.createTextMessage("to a queue"));
        assertThat(lyingIn("older")).containsExactly("to a queue");
        assertThat(queues.createReceiver(queue).getQueue()).isEqualTo(queue);

        TopicConnection connection = closing(pool.createTopicConnection());
        connection.start();
        TopicSession topics = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = topics.createTopic("older");
        TopicSubscriber subscriber = topics.createSubscriber(topic);
        topics.createPublisher(topic).publish(topics.createTextMessage("to a topic"));
        assertThat(next(subscriber)).isEqualTo("to a topic");
        assertThat(pool.getNumConnections()).isEqualTo(1);
    }

    @Test
    void listenersAndBrowsersWorkThroughThePool() throws Exception {
        Heard<String> heard = new Heard<>();
        put("browsed", "a", "b");
        try (Connection connection = pool.createConnection()) {
            Session session = connection.createSession();
            QueueBrowser browser = session.createBrowser(session.createQueue("browsed"));
            assertThat(browser.getEnumeration().hasMoreElements()).isTrue();
            browser.close();
            Session listening = connection.createSession();
            listening.createConsumer(listening.createQueue("browsed")).setMessageListener(message ->
                    heard.add(bodyOf(message)));
            heard.assertSilence();
            connection.start();
            assertThat(heard.next(2)).containsExactly("a", "b");
        }
    }

    @Test
    void temporaryQueueIsDeletedWhenItsBorrowerIsDone() throws JMSException {
        Destination temporary;
        try (Connection connection = pool.createConnection()) {
            Session session = connection.createSession();
            TemporaryQueue created = session.createTemporaryQueue();
            temporary = created;
            connection.start();
            MessageConsumer consumer = session.createConsumer(created);
            session.createProducer(created).send(session.createTextMessage("tea"));
            assertThat(next(consumer)).isEqualTo("tea");
        }

        try (Connection other = pool.createConnection(); Session later = other.createSession()) {
            MessageProducer nobody = later.createProducer(null);
            Message lost = later.createTextMessage("lost");
            assertThatThrownBy(() -> nobody.send(temporary, lost)).isInstanceOf(InvalidDestinationException.class);
        }
    }

    @Test
    void idleConnectionIsEvicted() throws JMSException {
        pool.setConnectionIdleTimeout(20);
        pool.setConnectionCheckInterval(10);
        Connection behind;
        try (Connection connection = pool.createConnection()) {
            send(connection, "idle", "a");
            behind = underlying(connection);
        }

        patiently("eviction", () -> pool.getNumConnections() == 0);

        assertThatThrownBy(behind::createSession).isInstanceOf(jakarta.jms.IllegalStateException.class);
        try (Connection connection = pool.createConnection()) {
            send(connection, "idle", "b");
        }
        assertThat(lyingIn("idle")).containsExactly("a", "b");
    }

    @Test
    void failedConnectionIsReportedAndReplaced() throws Exception {
        Heard<JMSException> failures = new Heard<>();
        Connection connection = closing(pool.createConnection());
        connection.setExceptionListener(failures::add);
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("outlived"));
        producer.send(session.createTextMessage("before"));
        Connection failed = underlying(connection);

        Message lost = session.createTextMessage("lost");

        Broker.find(broker).orElseThrow().close();

        assertThat(failures.next().getErrorCode()).isNotBlank();
        assertThatThrownBy(() -> producer.send(lost)).isInstanceOf(JMSException.class);
        try (Connection fresh = pool.createConnection()) {
            assertThat(underlying(fresh)).isNotSameAs(failed);
            send(fresh, "outlived", "after");
        }
        assertThat(lyingIn("outlived")).containsExactly("before", "after");
    }

    private static Connection underlying(Connection borrowed) throws JMSException {
        return ((JmsPoolConnection) borrowed).getConnection();
    }

    private static void send(Connection connection, String queue, String... texts) throws JMSException {
        try (Session session = connection.createSession()) {
            send(session, session.createQueue(queue), texts);
        }
    }

    private static String bodyOf(Message message) {
        try {
            return textOf(message);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }
}
