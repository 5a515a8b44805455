// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("5.3 and 6.1 Connection factories and the connections they make")
@Section({"5.3", "6.1"})
class ConnectionFactoryTest extends Stage {

    @Test
    void oneObjectIsTheFactoryOfEveryInterface() throws Exception {
        ConnectionFactory common = factory;
        QueueConnectionFactory ofQueues = factory;
        TopicConnectionFactory ofTopics = factory;
        assertThat(closing(common.createConnection())).isInstanceOf(Connection.class);
        assertThat(closing(ofQueues.createQueueConnection())).isNotInstanceOf(TopicConnection.class);
        assertThat(closing(ofTopics.createTopicConnection())).isNotInstanceOf(QueueConnection.class);
        assertThat(closing(ofQueues.createConnection()).createSession())
                .isInstanceOf(QueueSession.class)
                .isInstanceOf(TopicSession.class);
    }

    @Test
    void everyCallMakesAConnectionOfItsOwn() throws Exception {
        Connection one = stopped();
        Connection two = stopped();
        assertThat(one).isNotSameAs(two);
        one.close();
        assertThat(two.createSession().createTextMessage("x").getText()).isEqualTo("x");
    }

    @Test
    void aContextWithoutModeAcknowledgesAutomatically() {
        JMSContext context = closing(factory.createContext());
        assertThat(context.getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(context.getTransacted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.SESSION_TRANSACTED, 1, 2, 3, 4, 101})
    void aContextHasTheModeThatWasAskedFor(int mode) {
        JMSContext context = context(mode);
        assertThat(context.getSessionMode()).isEqualTo(mode);
        assertThat(context.getTransacted()).isEqualTo(mode == JMSContext.SESSION_TRANSACTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 5, 100, 102, Integer.MIN_VALUE, Integer.MAX_VALUE})
    @Section({"6.1", "ConnectionFactory"})
    void aModeThatDoesNotExistIsRefused(int mode) {
        assertThatThrownBy(() -> factory.createContext(mode))
                .isInstanceOfSatisfying(JMSRuntimeException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo("TERN-801");
                    assertThat(e.getCause()).isInstanceOf(JMSException.class);
                })
                .hasMessageContaining(String.valueOf(mode));
    }

    @Test
    void manyThreadsMayMakeConnectionsAtOnce() throws Exception {
        List<CompletableFuture<String>> made = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "q" + i;
            made.add(elsewhere(() -> {
                try (JMSContext context = factory.createContext()) {
                    Queue queue = context.createQueue(name);
                    context.createProducer().send(queue, name);
                    return context.createConsumer(queue).receiveBody(String.class, SOON);
                }
            }));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(soon(made.get(i))).isEqualTo("q" + i);
        }
    }

    @Test
    void manyThreadsMayUseOneConnectionAtOnce() throws Exception {
        Connection connection = started();
        List<CompletableFuture<String>> done = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String name = "q" + i;
            done.add(elsewhere(() -> {
                try (Session session = connection.createSession()) {
                    Queue queue = session.createQueue(name);
                    send(session, queue, name);
                    return next(session.createConsumer(queue));
                }
            }));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(soon(done.get(i))).isEqualTo("q" + i);
        }
    }

    @Test
    void aConnectionHasAnyNumberOfSessions() throws Exception {
        Connection connection = started();
        List<MessageConsumer> consumers = new ArrayList<>();
        Session sender = connection.createSession();
        for (int i = 0; i < 20; i++) {
            Session session = connection.createSession();
            consumers.add(session.createConsumer(session.createQueue("q" + i)));
            send(sender, session.createQueue("q" + i), "m" + i);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(next(consumers.get(i))).isEqualTo("m" + i);
        }
    }

    @Test
    void theLegacyConnectionsMakeSessionsOfTheirDomain() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        TopicConnection topics = closing(factory.createTopicConnection());
        assertThat(queues.createQueueSession(true, 0).getAcknowledgeMode()).isEqualTo(Session.SESSION_TRANSACTED);
        assertThat(topics.createTopicSession(false, 2).getAcknowledgeMode()).isEqualTo(Session.CLIENT_ACKNOWLEDGE);
        assertThat(queues.createSession()).isInstanceOf(QueueSession.class);
        assertThat(queues.createSession(Session.DUPS_OK_ACKNOWLEDGE)).isInstanceOf(QueueSession.class);
        assertThat(queues.createSession(false, Session.AUTO_ACKNOWLEDGE)).isInstanceOf(QueueSession.class);
        assertThat(topics.createSession()).isInstanceOf(TopicSession.class);
        assertThat(topics.createSession(Session.DUPS_OK_ACKNOWLEDGE)).isInstanceOf(TopicSession.class);
        assertThat(topics.createSession(false, Session.AUTO_ACKNOWLEDGE)).isInstanceOf(TopicSession.class);
    }

    @Test
    void whereThereIsNoBrokerNothingIsMade() {
        TernConnectionFactory nowhere = new TernConnectionFactory("carrier-pigeon://loft");
        assertThatThrownBy(nowhere::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("carrier-pigeon://loft");
        assertThatThrownBy(nowhere::createQueueConnection).isInstanceOf(JMSException.class);
        assertThatThrownBy(nowhere::createTopicConnection).isInstanceOf(JMSException.class);
        assertThatThrownBy(nowhere::createContext).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    @Section({"5.3", "ConnectionFactory"})
    void aSettingThatIsNotUnderstoodIsRefusedAndLeavesNothingOpen() throws Exception {
        factory.setClientId("one");
        factory.setTrustedClasses(List.of("maxdepth=deep"));

        assertThatThrownBy(factory::createConnection).isExactlyInstanceOf(JMSException.class);
        assertThatThrownBy(factory::createQueueConnection).isExactlyInstanceOf(JMSException.class);
        assertThatThrownBy(factory::createTopicConnection).isExactlyInstanceOf(JMSException.class);
        assertThatThrownBy(xaFactory()::createXAConnection).isExactlyInstanceOf(JMSException.class);
        assertThatThrownBy(factory::createContext).isExactlyInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(xaFactory()::createXAContext).isExactlyInstanceOf(JMSRuntimeException.class);

        factory.setTrustedClasses(List.of());
        assertThat(stopped().getClientID()).isEqualTo("one");
    }

    @Test
    void connectionsAndContextsCloseThemselvesAtTheEndOfATry() throws Exception {
        Connection connection;
        Session session;
        try (Connection open = factory.createConnection();
                Session inner = open.createSession()) {
            connection = open;
            session = inner;
            assertThat(session.getTransacted()).isFalse();
        }
        JMSContext context;
        try (JMSContext open = factory.createContext()) {
            context = open;
        }
        assertThatThrownBy(connection::start).isInstanceOf(JMSException.class);
        assertThatThrownBy(session::createMessage).isInstanceOf(JMSException.class);
        assertThatThrownBy(context::start).isInstanceOf(JMSRuntimeException.class);
    }
}
