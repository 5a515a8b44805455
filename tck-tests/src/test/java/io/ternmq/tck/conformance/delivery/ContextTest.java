// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Contexts, closed objects and sessions of one domain")
@Section({"6.2", "JMSContext"})
class ContextTest extends Stage {

    private static void assertRefused(Class<? extends Exception> how, List<ThrowingCallable> calls) {
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)).as("call %d", i).isInstanceOf(how);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {
        JMSContext.SESSION_TRANSACTED, JMSContext.AUTO_ACKNOWLEDGE, JMSContext.CLIENT_ACKNOWLEDGE,
        JMSContext.DUPS_OK_ACKNOWLEDGE
    })
    void aContextHasTheModeItWasMadeWith(int mode) {
        JMSContext context = context(mode);
        assertThat(context.getSessionMode()).isEqualTo(mode);
        assertThat(context.getTransacted()).isEqualTo(mode == JMSContext.SESSION_TRANSACTED);
        try (JMSContext another = context.createContext(mode)) {
            assertThat(another.getSessionMode()).isEqualTo(mode);
        }
    }

    @Test
    void aModeThatDoesNotExistIsRefused() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> factory.createContext(-1)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> context.createContext(17)).isInstanceOf(JMSRuntimeException.class);
    }

    @Test
    @Section({"8.4", "6.1.4", "JMSContext"})
    void aContextStartsWithItsFirstConsumerUnlessToldOtherwise() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        assertThat(context.getAutoStart()).isTrue();
        context.setAutoStart(false);
        assertThat(context.getAutoStart()).isFalse();
        context.createProducer().send(queue, "a");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receive(BRIEFLY)).isNull();
        context.start();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    @Section({"8.4", "6.1.5"})
    void aStoppedContextReceivesAgainWhenStarted() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        JMSConsumer consumer = context.createConsumer(topic);
        context.stop();
        context.createProducer().send(topic, "a").send(topic, "b");
        assertThat(consumer.receive(BRIEFLY)).isNull();
        context.start();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("b");
    }

    @Test
    @Section({"6.1.8", "6.2.15"})
    void theConnectionLivesAsLongAsOneOfItsContexts() {
        JMSContext first = factory.createContext();
        JMSContext second = closing(first.createContext(JMSContext.CLIENT_ACKNOWLEDGE));
        TemporaryQueue queue = first.createTemporaryQueue();
        first.close();
        second.createProducer().send(queue, "a");
        assertThat(second.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("a");
        assertThatThrownBy(() -> first.createContext(1)).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    @Section({"6.1.8", "6.2.15", "JMSContext"})
    void aClosedContextRefusesEverythingButClose() {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        context.close();
        context.close();
        consumer.close();
        assertRefused(IllegalStateRuntimeException.class, List.of(
                context::acknowledge, context::commit, context::rollback, context::recover, context::start,
                context::stop, context::getMetaData, context::getClientID, context::getExceptionListener,
                context::getTransacted, context::getSessionMode, context::createProducer, context::createMessage,
                context::createTextMessage, context::createTemporaryQueue, context::createTemporaryTopic,
                () -> context.setClientID("me"), () -> context.setExceptionListener(null),
                () -> context.createConsumer(queue), () -> context.createBrowser(queue),
                () -> context.createQueue("q"), () -> context.createTopic("t"), () -> context.unsubscribe("s"),
                () -> consumer.receive(1), consumer::receiveNoWait, consumer::getMessageListener,
                consumer::getMessageSelector, () -> consumer.receiveBody(String.class, 1),
                () -> consumer.setMessageListener(message -> {})));
    }

    @Test
    @Section({"6.2.7", "10.3", "JMSContext"})
    void aContextRefusesWhatItsModeDoesNotAllow() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertRefused(IllegalStateRuntimeException.class, List.of(
                context::commit, context::rollback, context(JMSContext.SESSION_TRANSACTED)::recover));
        context.acknowledge();
    }

    @Test
    @Section({"10.3", "JMSContext"})
    void aContextRefusesWhatIsNoDestinationOrSelector() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        Topic topic = context.createTopic("t");
        assertRefused(InvalidDestinationRuntimeException.class, List.of(
                () -> context.createConsumer(null), () -> context.createConsumer(null, "a = 1"),
                () -> context.createConsumer(null, "a = 1", true), () -> context.createSharedConsumer(null, "s"),
                () -> context.createSharedDurableConsumer(null, "s"), () -> context.createBrowser(null)));
        assertRefused(InvalidSelectorRuntimeException.class, List.of(
                () -> context.createConsumer(queue, "=(no"), () -> context.createConsumer(topic, "=(no", true),
                () -> context.createSharedConsumer(topic, "s", "=(no"), () -> context.createBrowser(queue, "=(no")));
    }

    @Test
    @Section({"6.1.8", "Connection"})
    void aClosedConnectionRefusesEverythingButClose() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        TemporaryQueue temporary = session.createTemporaryQueue();
        connection.close();
        connection.close();
        session.close();
        assertRefused(IllegalStateException.class, List.of(
                connection::createSession, connection::getMetaData, connection::getClientID, connection::start,
                connection::stop, connection::getExceptionListener, () -> connection.setExceptionListener(null),
                () -> connection.setClientID("me"), () -> connection.createSession(true, 0),
                () -> connection.createConnectionConsumer(temporary, null, null, 1),
                temporary::delete, session::createMessage, session::getTransacted, session::getAcknowledgeMode,
                session::recover, session::getMessageListener, () -> session.createProducer(null),
                () -> session.createConsumer(temporary), () -> session.unsubscribe("s"),
                session::createTemporaryTopic, () -> session.createQueue("q")));
    }

    @Test
    @Section({"9.2", "QueueSession"})
    void aQueueSessionRefusesTopics() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = context(JMSContext.AUTO_ACKNOWLEDGE).createTopic("t");
        assertRefused(IllegalStateException.class, List.of(
                () -> session.createTopic("t"), session::createTemporaryTopic, () -> session.unsubscribe("s"),
                () -> session.createDurableSubscriber(topic, "s"), () -> session.createDurableConsumer(topic, "s"),
                () -> session.createDurableSubscriber(topic, "s", null, false),
                () -> session.createSharedConsumer(topic, "s"), () -> session.createSharedDurableConsumer(topic, "s"),
                () -> connection.createDurableConnectionConsumer(topic, "s", null, null, 1)));
        assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"9.2", "TopicSession"})
    void aTopicSessionRefusesQueues() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = context(JMSContext.AUTO_ACKNOWLEDGE).createQueue("q");
        assertRefused(IllegalStateException.class, List.of(
                () -> session.createQueue("q"), session::createTemporaryQueue, () -> session.createBrowser(queue),
                () -> session.createBrowser(queue, "a = 1")));
        assertThatThrownBy(() -> session.createConsumer(queue)).isInstanceOf(JMSException.class);
    }
}
