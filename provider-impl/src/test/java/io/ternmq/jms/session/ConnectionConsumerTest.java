// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.common.Environment;
import io.ternmq.message.PropertyMap;
import io.ternmq.protocol.Credit;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What application servers use: a consumer that loads the sessions of a pool. */
final class ConnectionConsumerTest {

    private static final PropertyMap UNREADABLE = PropertyMap.wrap(new AbstractMap<>() {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Map.<String, Object>of("a", 1).entrySet();
        }

        @Override
        public Object get(Object name) {
            throw new java.lang.IllegalStateException("no bytes");
        }
    });

    private final JmsStage stage = new JmsStage();
    private final List<String> got = new ArrayList<>();
    private @Nullable ServerSession younger;

    @Test
    void theSessionThatGetsAMessageAcknowledgesIt() throws JMSException {
        TernConnection connection = started();
        connection.createConnectionConsumer(JmsStage.QUEUE, null, poolOf(connection, 1), 10);
        stage.executor.runAll();
        stage.broker.hears("open 1 at queue://orders", "credit 1 +1");

        stage.broker.delivers(1, 10, "a");
        stage.executor.runAll();
        assertThat(got).containsExactly("a");
        stage.broker.hears("settle: accepted 1/10", "lazily credit 1 +1");
    }

    @Test
    void theTransactionOfTheSessionSettlesTheMessage() throws JMSException {
        TernConnection connection = started();
        ServerSession server = server(connection, Session.SESSION_TRANSACTED);
        connection.createConnectionConsumer(JmsStage.QUEUE, null, () -> server, 1);
        stage.executor.runAll();
        stage.broker.delivers(1, 10, "a");
        stage.executor.runAll();
        stage.broker.hearsNoMatterWhat();

        server.getSession().commit();
        stage.broker.hears("commit 1: accepted 1/10");
    }

    /** Turns run at once, so the consumer hands its message on in the middle of the start. */
    @Test
    void aSessionThatIsYoungerThanTheConsumerHasBegunWhenItGetsAMessage() throws JMSException {
        Environment atOnce = new Environment(stage.clock, Runnable::run);
        TernConnection connection =
                TernConnection.open(stage.broker.connector(), atOnce, ClientPolicy.DEFAULT, null, null);
        connection.createConnectionConsumer(JmsStage.QUEUE, null, () -> Objects.requireNonNull(younger), 1);
        younger = server(connection, Session.AUTO_ACKNOWLEDGE);
        stage.broker.reacts(Credit.class, () -> stage.broker.delivers(1, 10, "a"));
        stage.broker.hearsNoMatterWhat();

        connection.start();
        assertThat(got).containsExactly("a");
        stage.broker.hears("credit 1 +1", "settle: accepted 1/10", "lazily credit 1 +1");
    }

    @Test
    void aMessageThatCannotBeHandedOnFails() throws JMSException {
        TernConnection connection = started();
        ServerSessionPool broken = () -> {
            throw new JMSException("the pool is empty");
        };
        connection.createConnectionConsumer(JmsStage.QUEUE, null, broken, 1);
        stage.executor.runAll();
        stage.broker.hearsNoMatterWhat();

        stage.broker.delivers(1, 10, "a");
        stage.executor.runAll();
        stage.broker.hears(
                "credit 1 revoked",
                "settle: failed 1/10 because jakarta.jms.JMSRuntimeException: the pool is empty",
                "credit 1 +1");
    }

    /** Neither the server nor its bean hears of such a message, so no transaction may take it along. */
    @Test
    void aMessageOfWhichNothingCanBeMadeIsNoPartOfTheTransaction() throws JMSException {
        TernConnection connection = started();
        ServerSession server = server(connection, Session.SESSION_TRANSACTED);
        connection.createConnectionConsumer(JmsStage.QUEUE, null, () -> server, 1);
        stage.executor.runAll();
        stage.broker.hearsNoMatterWhat();
        stage.broker.delivers(1, 10, "a", message -> message.properties(UNREADABLE));
        stage.executor.runAll();
        assertThat(got).isEmpty();
        stage.broker.hears(
                "settle: failed 1/10 because java.lang.IllegalStateException: no bytes", "lazily credit 1 +1");

        server.getSession().commit();
        stage.broker.hearsNothing();
    }

    @Test
    void refusesToReceiveOnASessionOfAPoolAndConsumersWithoutAPool() throws JMSException {
        TernConnection connection = started();
        Session session = connection.createSession();
        session.setMessageListener(message -> got.add("never"));
        assertThatThrownBy(() -> session.createConsumer(JmsStage.QUEUE).receiveNoWait())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(JmsStage.QUEUE, null, null, 1))
                .isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> connection.createConnectionConsumer(
                JmsStage.QUEUE, null, poolOf(connection, 1), 0)).isInstanceOf(JMSException.class);
    }

    private TernConnection started() throws JMSException {
        TernConnection connection = stage.connection();
        connection.start();
        return connection;
    }

    private ServerSessionPool poolOf(TernConnection connection, int mode) throws JMSException {
        ServerSession server = server(connection, mode);
        return () -> server;
    }

    private ServerSession server(TernConnection connection, int mode) throws JMSException {
        Session session = connection.createSession(mode);
        session.setMessageListener(message -> got.add(Calls.uncheckedGet(() -> message.getBody(String.class))));
        return new Server(session);
    }

    private record Server(Session session) implements ServerSession {

        @Override
        public Session getSession() {
            return session;
        }

        @Override
        public void start() {
            session.run();
        }
    }
}
