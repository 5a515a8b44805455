// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.ra.Login;
import io.ternmq.test.connector.TestPool;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.resource.spi.ManagedConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PoolingTest extends OutboundStage {

    @Test
    void usesAConnectionAgain() throws Exception {
        TestPool pool = pool(factory());
        for (int i = 0; i < 5; i++) {
            try (JMSContext context = programs(pool).createContext()) {
                context.createProducer().send(context.createQueue("orders"), "order " + i);
            }
        }
        assertThat(pool.created()).isEqualTo(1);
        assertThat(pool.idle()).isEqualTo(1);
        assertThat(broker.queue("orders").depth()).isEqualTo(5);
    }

    @Test
    void leavesNothingOfAUserWhoForgetsToClose() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection managed = factory.createManagedConnection(null, null);
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory(new Single(managed));
        Connection connection = programs.createConnection();
        connection.start();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        TemporaryQueue replies = session.createTemporaryQueue();
        assertThat(broker.queue("orders").consumers()).isEqualTo(1);
        managed.cleanup();
        assertThat(broker.queue("orders").consumers()).isZero();
        assertThatThrownBy(() -> consumer.receive(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createTextMessage()).isInstanceOf(IllegalStateException.class);
        try (JMSContext other = broker.connectionFactory().createContext()) {
            assertThatThrownBy(() -> other.createProducer().send(replies, "late"))
                    .isInstanceOf(JMSRuntimeException.class);
        }
        connection.close();
        managed.destroy();
    }

    @Test
    void doesNotDeliverToTheNextUserBeforeItStarts() throws Exception {
        TestPool pool = pool(factory());
        try (Connection first = programs(pool).createConnection()) {
            first.start();
            first.createSession();
        }
        send("orders", "one");
        try (Connection second = programs(pool).createConnection();
                Session session = second.createSession()) {
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
            assertThat(consumer.receive(100)).isNull();
            second.start();
            assertThat(((TextMessage) consumer.receive(LONG)).getText()).isEqualTo("one");
        }
        assertThat(pool.created()).isEqualTo(1);
    }

    @Test
    void closesTheSessionsOfAConnectionWithIt() throws Exception {
        TestPool pool = pool(factory());
        Connection connection = programs(pool).createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        connection.close();
        connection.close();
        session.close();
        assertThat(pool.idle()).isEqualTo(1);
        assertThatThrownBy(() -> producer.send(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(connection::start).isInstanceOf(IllegalStateException.class);
        assertThat(broker.queue("orders").consumers()).isZero();
    }

    @Test
    void keepsTemporaryQueuesAsLongAsTheConnection() throws Exception {
        TestPool pool = pool(factory());
        try (Connection connection = programs(pool).createConnection()) {
            Session first = connection.createSession();
            TemporaryQueue replies = first.createTemporaryQueue();
            first.close();
            assertThat(pool.idle()).isZero();
            try (JMSContext other = broker.connectionFactory().createContext()) {
                other.createProducer().send(replies, "answer");
            }
            connection.start();
            Session second = connection.createSession();
            assertThat(((TextMessage) second.createConsumer(replies).receive(LONG)).getText()).isEqualTo("answer");
        }
        assertThat(pool.idle()).isEqualTo(1);
        assertThat(pool.created()).isEqualTo(1);
    }

    @Test
    void throwsAConnectionAwayThatIsLost() throws Exception {
        TestPool pool = pool(factory());
        ConnectionFactory programs = programs(pool);
        JMSContext context = programs.createContext();
        context.createProducer().send(context.createQueue("orders"), "before");
        broker.crash();
        assertThatThrownBy(() -> context.createProducer().send(context.createQueue("orders"), "lost"))
                .isInstanceOf(JMSRuntimeException.class);
        context.close();
        assertThat(pool.destroyed()).isEqualTo(1);
        assertThat(pool.idle() + pool.busy()).isZero();
        broker.restart();
        try (JMSContext again = programs.createContext()) {
            again.createProducer().send(again.createQueue("orders"), "after");
        }
        assertThat(drain("orders")).containsExactly("before", "after");
        assertThat(pool.created()).isEqualTo(2);
    }

    @Test
    void tellsThePoolWhichIdleConnectionsAreLost() throws Exception {
        TernManagedConnectionFactory factory = factory();
        ManagedConnection managed = factory.createManagedConnection(null, null);
        assertThat(factory.getInvalidConnections(Set.of(managed))).isEmpty();
        broker.crash();
        assertThat(factory.getInvalidConnections(Set.of(managed))).containsExactly(managed);
        broker.restart();
        assertThat(factory.matchManagedConnections(Set.of(), null, null)).isNull();
        managed.destroy();
    }

    @Test
    void movesAHandleToAnotherManagedConnection() throws Exception {
        send("orders", "one", "two");
        TernManagedConnectionFactory factory = factory();
        ManagedConnection one = factory.createManagedConnection(null, null);
        ManagedConnection two = factory.createManagedConnection(null, null);
        Single server = new Single(one);
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory(server);
        Connection connection = programs.createConnection();
        connection.start();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        MessageProducer producer = session.createProducer(session.createQueue("copies"));
        producer.setPriority(9);
        producer.send(consumer.receive(LONG));
        two.associateConnection(server.last());
        one.destroy();
        two.getXAResource().isSameRM(null);
        ((ManagedTernConnection) two).line().start();
        producer.send(consumer.receive(LONG));
        assertThat(producer.getPriority()).isEqualTo(9);
        connection.close();
        assertThat(drain("copies")).containsExactly("one", "two");
        two.destroy();
    }

    @Test
    void matchesByWhoConnects() throws Exception {
        TernManagedConnectionFactory factory = factory();
        Request ann = new Request(new Login("ann", "ann1"));
        Request bob = new Request(new Login("bob", "bob1"));
        ManagedConnection managed = factory.createManagedConnection(null, ann);
        assertThat(factory.matchManagedConnections(Set.of(managed), null, ann)).isSameAs(managed);
        assertThat(factory.matchManagedConnections(Set.of(managed), null, bob)).isNull();
        assertThat(factory.matchManagedConnections(Set.of(managed), null, null)).isNull();
        TernManagedConnectionFactory other = factory();
        other.setClientId("other");
        assertThat(other.matchManagedConnections(Set.of(managed), null, ann)).isNull();
        assertThat(managed.getMetaData().getUserName()).isEqualTo("ann");
        managed.destroy();
    }

    @Test
    void saysWhyThereIsNoConnection() throws Exception {
        TestPool pool = pool(factory());
        broker.crash();
        assertThatThrownBy(() -> programs(pool).createConnection().createSession())
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> programs(pool).createContext()).isInstanceOf(JMSRuntimeException.class);
        assertThat(pool.created()).isZero();
        broker.restart();
    }

    @Test
    void keepsUsersApartWhoWorkAtTheSameTime() throws Exception {
        int users = 4;
        int rounds = 50;
        TestPool pool = pool(factory());
        ConnectionFactory programs = programs(pool);
        ExecutorService threads = Executors.newFixedThreadPool(users);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                all.add(threads.submit(() -> {
                    work(programs, rounds);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(broker.queue("orders").depth()).isEqualTo((long) users * rounds / 2);
        assertThat(pool.created()).isLessThanOrEqualTo(users);
        assertThat(pool.destroyed()).isZero();
        assertThat(pool.busy()).isZero();
    }

    /** Commits every other transaction. */
    private void work(ConnectionFactory programs, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            transactions.begin();
            try (JMSContext context = programs.createContext()) {
                context.createProducer().send(context.createQueue("orders"), "order " + round);
            }
            if (round % 2 == 0) {
                transactions.commit();
            } else {
                transactions.rollback();
            }
        }
    }
}
