// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.InvalidClientIDRuntimeException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.1.2 Client identifier")
@Section("6.1.2")
class ClientIdentifierTest extends Stage {

    private interface Use<T> {
        void of(T used) throws JMSException;
    }

    private static Arguments connectionUse(String name, Use<Connection> use) {
        return Arguments.of(name, use);
    }

    private static Arguments contextUse(String name, Use<JMSContext> use) {
        return Arguments.of(name, use);
    }

    @Test
    void aConnectionHasNoneUnlessItIsSet() throws Exception {
        assertThat(stopped().getClientID()).isNull();
        assertThat(context(JMSContext.AUTO_ACKNOWLEDGE).getClientID()).isNull();
        assertThat(closing(factory.createQueueConnection()).getClientID()).isNull();
        assertThat(closing(factory.createTopicConnection()).getClientID()).isNull();
    }

    @Test
    void whatWasSetIsTold() throws Exception {
        Connection connection = stopped();
        connection.setClientID("a client");
        assertThat(connection.getClientID()).isEqualTo("a client");
    }

    @Test
    void theConnectionsOfOneDomainHaveOneToo() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        queues.setClientID("of queues");
        assertThat(queues.getClientID()).isEqualTo("of queues");
        TopicConnection topics = closing(factory.createTopicConnection());
        topics.setClientID("of topics");
        assertThat(topics.getClientID()).isEqualTo("of topics");
        assertThatThrownBy(() -> topics.setClientID("again")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void allContextsOfAConnectionTellTheSame() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("shared");
        JMSContext second = closing(context.createContext(JMSContext.CLIENT_ACKNOWLEDGE));
        assertThat(second.getClientID()).isEqualTo("shared");
        assertThatThrownBy(() -> second.setClientID("other")).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void whatIsNoIdentifierIsInvalid(@Nullable String none) throws Exception {
        Connection connection = stopped();
        assertThatThrownBy(() -> connection.setClientID(none))
                .isInstanceOfSatisfying(InvalidClientIDException.class, e -> {
                    assertThat(e.getErrorCode()).isEqualTo("TERN-103");
                    assertThat(e.getMessage()).isNotBlank();
                });
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> context.setClientID(none)).isInstanceOf(InvalidClientIDRuntimeException.class);
    }

    @Test
    void afterARefusalAnotherOneMayBeTried() throws Exception {
        startedAs("taken");
        Connection connection = stopped();
        assertThatThrownBy(() -> connection.setClientID(null)).isInstanceOf(InvalidClientIDException.class);
        assertThatThrownBy(() -> connection.setClientID("taken")).isInstanceOf(InvalidClientIDException.class);
        connection.setClientID("free");
        assertThat(connection.getClientID()).isEqualTo("free");
    }

    @Test
    void evenTheSameOneIsNotSetTwice() throws Exception {
        Connection connection = stopped();
        connection.setClientID("me");
        assertThatThrownBy(() -> connection.setClientID("me")).isInstanceOf(IllegalStateException.class);
        assertThat(connection.getClientID()).isEqualTo("me");
    }

    static Stream<Arguments> usesOfAConnection() {
        return Stream.of(
                connectionUse("start", Connection::start),
                connectionUse("stop", Connection::stop),
                connectionUse("createSession()", Connection::createSession),
                connectionUse("createSession(int)", used -> used.createSession(Session.CLIENT_ACKNOWLEDGE)),
                connectionUse("createSession(boolean, int)", used -> used.createSession(true, 0)),
                connectionUse("setExceptionListener", used -> used.setExceptionListener(e -> {})),
                connectionUse("a closed session", used -> used.createSession().close()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usesOfAConnection")
    void afterAnyOtherActionOnAConnectionItIsTooLate(String name, Use<Connection> use) throws Exception {
        Connection connection = stopped();
        use.of(connection);
        assertThatThrownBy(() -> connection.setClientID("late")).as(name).isInstanceOf(IllegalStateException.class);
        assertThat(connection.getClientID()).isNull();
    }

    static Stream<Arguments> usesOfAContext() {
        return Stream.of(
                contextUse("start", JMSContext::start),
                contextUse("stop", JMSContext::stop),
                contextUse("createProducer", JMSContext::createProducer),
                contextUse("createContext", used -> used.createContext(JMSContext.AUTO_ACKNOWLEDGE).close()),
                contextUse("setExceptionListener", used -> used.setExceptionListener(null)),
                contextUse("setAutoStart", used -> used.setAutoStart(false)),
                contextUse("recover", JMSContext::recover),
                contextUse("acknowledge", JMSContext::acknowledge),
                contextUse("createTextMessage", JMSContext::createTextMessage),
                contextUse("createObjectMessage", JMSContext::createObjectMessage),
                contextUse("createQueue", used -> used.createQueue("q")),
                contextUse("createTopic", used -> used.createTopic("t")),
                contextUse("createTemporaryQueue", JMSContext::createTemporaryQueue),
                contextUse("createTemporaryTopic", JMSContext::createTemporaryTopic));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("usesOfAContext")
    void afterAnyOtherActionOnAContextItIsTooLate(String name, Use<JMSContext> use) throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        use.of(context);
        assertThatThrownBy(() -> context.setClientID("late"))
                .as(name)
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void theEndOfATransactionIsAnActionAndSoIsAConsumerThatIsRefused() {
        JMSContext committed = context(JMSContext.SESSION_TRANSACTED);
        committed.commit();
        assertThatThrownBy(() -> committed.setClientID("late")).isInstanceOf(IllegalStateRuntimeException.class);
        JMSContext rolledBack = context(JMSContext.SESSION_TRANSACTED);
        rolledBack.rollback();
        assertThatThrownBy(() -> rolledBack.setClientID("late")).isInstanceOf(IllegalStateRuntimeException.class);
        JMSContext refused = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> refused.createConsumer(null)).isInstanceOf(InvalidDestinationRuntimeException.class);
        assertThatThrownBy(() -> refused.setClientID("late")).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void lookingIsNoAction() throws Exception {
        Connection connection = stopped();
        connection.getClientID();
        connection.getMetaData();
        connection.getExceptionListener();
        connection.setClientID("in time");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.getClientID();
        context.getMetaData();
        context.getExceptionListener();
        context.getSessionMode();
        context.setClientID("in time too");
        assertThat(connection.getClientID()).isEqualTo("in time");
        assertThat(context.getClientID()).isEqualTo("in time too");
    }

    @Test
    void oneClientAtATimeWhateverTheKindOfConnection() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        queues.setClientID("one");
        TopicConnection topics = closing(factory.createTopicConnection());
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Connection connection = stopped();
        assertThatThrownBy(() -> topics.setClientID("one")).isInstanceOf(InvalidClientIDException.class);
        assertThatThrownBy(() -> context.setClientID("one")).isInstanceOf(InvalidClientIDRuntimeException.class);
        assertThatThrownBy(() -> connection.setClientID("one"))
                .isInstanceOf(InvalidClientIDException.class)
                .hasMessageContaining("one");
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsIt() throws Exception {
        List<CompletableFuture<Boolean>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Connection connection = stopped();
            asking.add(elsewhere(() -> {
                try {
                    connection.setClientID("wanted");
                    return true;
                } catch (InvalidClientIDException e) {
                    return false;
                }
            }));
        }
        int got = 0;
        for (CompletableFuture<Boolean> one : asking) {
            got += soon(one) ? 1 : 0;
        }
        assertThat(got).isEqualTo(1);
    }

    @Test
    void itIsFreeWhenTheLastContextOfItsConnectionIsClosed() {
        JMSContext first = factory.createContext();
        first.setClientID("me");
        JMSContext second = closing(first.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSContext other = context(JMSContext.AUTO_ACKNOWLEDGE);
        first.close();
        assertThatThrownBy(() -> other.setClientID("me")).isInstanceOf(InvalidClientIDRuntimeException.class);
        second.close();
        other.setClientID("me");
        assertThat(other.getClientID()).isEqualTo("me");
    }

    @Test
    void identifiersAreComparedExactly() throws Exception {
        startedAs("me");
        assertThat(startedAs("ME").getClientID()).isEqualTo("ME");
        assertThat(startedAs("me ").getClientID()).isEqualTo("me ");
    }

    @Test
    @Section({"6.1.2", "4.2.2"})
    void stateOfAClientIsKeptFromOneConnectionToTheNext() throws Exception {
        Connection first = startedAs("client");
        Session session = first.createSession();
        Topic topic = session.createTopic("t");
        session.createDurableConsumer(topic, "s").close();
        send(session, topic, "a");
        first.close();
        Session stranger = startedAs("another").createSession();
        assertEmpty(stranger.createDurableConsumer(topic, "s"));
        Session again = startedAs("client").createSession();
        assertThat(next(again.createDurableConsumer(topic, "s"))).isEqualTo("a");
    }
}
