// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.stream.StreamAccess;
import io.ternmq.api.pattern.work.WorkAccess;
import io.ternmq.test.connector.TestPool;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientContainerTest extends OutboundStage {

    @Test
    void worksWithSeveralSessionsOnOneConnection() throws Exception {
        TestPool pool = pool(clientFactory());
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        try (Connection connection = programs(pool).createConnection()) {
            Session sending = connection.createSession();
            Session hearing = connection.createSession();
            TemporaryQueue replies = sending.createTemporaryQueue();
            hearing.createConsumer(replies).setMessageListener(heard::add);
            connection.start();
            sending.createProducer(replies).send(sending.createTextMessage("hello"));
            TextMessage message = (TextMessage) heard.poll(LONG, TimeUnit.MILLISECONDS);
            assertThat(message).isNotNull().satisfies(text -> assertThat(text.getText()).isEqualTo("hello"));
            connection.stop();
        }
        assertThat(pool.created()).isEqualTo(1);
        assertThat(pool.idle()).isEqualTo(1);
    }

    @Test
    void endsTransactionsOfSessionsItself() throws Exception {
        try (Connection connection = programs(pool(clientFactory())).createConnection()) {
            Session session = connection.createSession(true, 0);
            assertThat(session.getTransacted()).isTrue();
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("kept"));
            session.commit();
            producer.send(session.createTextMessage("dropped"));
            session.rollback();
            producer.send(session.createTextMessage("forgotten"));
        }
        assertThat(drain("orders")).containsExactly("kept");
    }

    @Test
    void acknowledgesOnDemand() throws Exception {
        send("orders", "one", "two");
        TestPool pool = pool(clientFactory());
        try (JMSContext context = programs(pool).createContext(JMSContext.CLIENT_ACKNOWLEDGE)) {
            var consumer = context.createConsumer(context.createQueue("orders"));
            assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("one");
            context.acknowledge();
            assertThat(consumer.receiveBody(String.class, LONG)).isEqualTo("two");
            context.recover();
            assertThat(consumer.receive(LONG).getJMSRedelivered()).isTrue();
        }
        assertThat(drain("orders")).containsExactly("two");
    }

    @Test
    void sharesAConnectionBetweenContexts() throws Exception {
        TestPool pool = pool(clientFactory());
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        JMSContext first = programs(pool).createContext();
        JMSContext second = first.createContext(JMSContext.SESSION_TRANSACTED);
        first.createConsumer(first.createQueue("orders")).setMessageListener(heard::add);
        first.createProducer().send(first.createQueue("other"), "x");
        second.createProducer().send(second.createQueue("orders"), "one");
        second.commit();
        assertThat(heard.poll(LONG, TimeUnit.MILLISECONDS)).isNotNull();
        first.close();
        assertThat(pool.idle()).isZero();
        second.close();
        assertThat(pool.idle()).isEqualTo(1);
        assertThat(pool.created()).isEqualTo(1);
    }

    @Test
    void namesTheClientAndForgetsTheNameAfterwards() throws Exception {
        TestPool pool = pool(clientFactory());
        try (Connection connection = programs(pool).createConnection()) {
            connection.setClientID("me");
            assertThat(connection.getClientID()).isEqualTo("me");
            assertThatThrownBy(() -> connection.setClientID("you")).isInstanceOf(IllegalStateException.class);
            connection.createSession();
        }
        try (Connection next = programs(pool).createConnection();
                Connection beside = programs(pool).createConnection()) {
            assertThat(next.getClientID()).isNull();
            beside.setClientID("me");
            next.createSession();
            assertThatThrownBy(() -> next.setClientID("late")).isInstanceOf(IllegalStateException.class);
        }
        assertThat(pool.created()).isEqualTo(2);
    }

    @Test
    void keepsNoNameInThePool() throws Exception {
        TestPool pool = pool(clientFactory());
        try (Connection connection = programs(pool).createConnection()) {
            connection.setClientID("me");
            connection.start();
            Session session = connection.createSession();
            session.createConsumer(session.createQueue("orders"));
        }
        assertThat(pool.idle()).isEqualTo(1);
        assertThat(broker.queue("orders").consumers()).isZero();
        try (Connection elsewhere = broker.connectionFactory().createConnection()) {
            elsewhere.setClientID("me");
            assertThat(elsewhere.getClientID()).isEqualTo("me");
        }
    }

    @Test
    void tellsItsExceptionListenerOfTheLoss() throws Exception {
        TestPool pool = pool(clientFactory());
        BlockingQueue<JMSException> heard = new LinkedBlockingQueue<>();
        ExceptionListener listener = heard::add;
        Connection connection = programs(pool).createConnection();
        connection.setExceptionListener(listener);
        assertThat(connection.getExceptionListener()).isSameAs(listener);
        broker.crash();
        assertThat(heard.poll(LONG, TimeUnit.MILLISECONDS)).isNotNull();
        connection.close();
        eventually("the pool has thrown the connection away", () -> pool.destroyed() == 1);
        broker.restart();
    }

    @Test
    void joinsTheTransactionInWhichASessionIsMade() throws Exception {
        TestPool pool = pool(clientFactory());
        try (Connection connection = programs(pool).createConnection()) {
            transactions.begin();
            Session session = connection.createSession();
            session.createProducer(session.createQueue("orders")).send(session.createTextMessage("one"));
            session.close();
            transactions.rollback();
        }
        assertThat(drain("orders")).isEmpty();
    }

    @Test
    void worksWithoutAServer() throws Exception {
        TernManagedConnectionFactory factory = new TernManagedConnectionFactory();
        factory.setUrl(broker.uri().toString());
        ConnectionFactory programs = (ConnectionFactory) factory.createConnectionFactory();
        try (Connection connection = programs.createConnection("ann", "ann1")) {
            connection.setClientID("lone");
            try (Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
                session.createProducer(session.createQueue("orders")).send(session.createTextMessage("one"));
                session.commit();
            }
        }
        assertThat(drain("orders")).containsExactly("one");
        assertThat(broker.management().connections()).isEmpty();
    }

    @Test
    void reachesStreamsAndSchedules() throws Exception {
        for (TernManagedConnectionFactory factory : new TernManagedConnectionFactory[] {clientFactory(), factory()}) {
            TestPool pool = pool(factory);
            try (Connection connection = programs(pool).createConnection()) {
                assertThat(((WorkAccess) connection).schedules("")).isEmpty();
                assertThatThrownBy(() -> ((StreamAccess) connection).stream("none"))
                        .isInstanceOf(JMSException.class);
            }
            assertThat(pool.idle()).isEqualTo(1);
        }
    }
}
