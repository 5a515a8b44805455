// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.InvalidSelectorRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method that makes a consumer, with what it must refuse. */
@DisplayName("8.2, 8.3, 10.3 What the methods that make consumers refuse")
@Section({"10.3", "Session", "JMSContext"})
class RefusalsTest extends Stage {

    private static void assertRefused(Class<? extends Exception> how, String code, List<ThrowingCallable> calls) {
        for (int i = 0; i < calls.size(); i++) {
            assertThatThrownBy(calls.get(i)).as("call %d", i).isExactlyInstanceOf(how)
                    .extracting(RefusalsTest::codeOf).isEqualTo(code);
        }
    }

    private static @Nullable String codeOf(Throwable refusal) {
        return refusal instanceof JMSException checked
                ? checked.getErrorCode()
                : ((JMSRuntimeException) refusal).getErrorCode();
    }

    private static List<ThrowingCallable> ofSession(
            Session session, @Nullable Queue queue, @Nullable Topic topic, String selector) {
        return List.of(
                () -> session.createConsumer(queue, selector),
                () -> session.createConsumer(topic, selector),
                () -> session.createConsumer(topic, selector, true),
                () -> session.createSharedConsumer(topic, "s", selector),
                () -> session.createDurableConsumer(topic, "s", selector, false),
                () -> session.createDurableSubscriber(topic, "s", selector, true),
                () -> session.createSharedDurableConsumer(topic, "s", selector),
                () -> session.createBrowser(queue, selector));
    }

    private static List<ThrowingCallable> ofContext(
            JMSContext context, @Nullable Queue queue, @Nullable Topic topic, String selector) {
        return List.of(
                () -> context.createConsumer(queue, selector),
                () -> context.createConsumer(topic, selector),
                () -> context.createConsumer(topic, selector, true),
                () -> context.createSharedConsumer(topic, "s", selector),
                () -> context.createDurableConsumer(topic, "s", selector, false),
                () -> context.createSharedDurableConsumer(topic, "s", selector),
                () -> context.createBrowser(queue, selector));
    }

    private static List<ThrowingCallable> plain(Session session, @Nullable Queue queue, @Nullable Topic topic) {
        return List.of(
                () -> session.createConsumer(queue),
                () -> session.createConsumer(topic),
                () -> session.createSharedConsumer(topic, "s"),
                () -> session.createDurableConsumer(topic, "s"),
                () -> session.createDurableSubscriber(topic, "s"),
                () -> session.createSharedDurableConsumer(topic, "s"),
                () -> session.createBrowser(queue));
    }

    private static List<ThrowingCallable> plain(JMSContext context, @Nullable Queue queue, @Nullable Topic topic) {
        return List.of(
                () -> context.createConsumer(queue),
                () -> context.createConsumer(topic),
                () -> context.createSharedConsumer(topic, "s"),
                () -> context.createDurableConsumer(topic, "s"),
                () -> context.createSharedDurableConsumer(topic, "s"),
                () -> context.createBrowser(queue));
    }

    private JMSContext named() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.setClientID("context");
        return context;
    }

    @Test
    void noDestination() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        assertRefused(InvalidDestinationException.class, "TERN-101", plain(session, null, null));
        assertRefused(InvalidDestinationException.class, "TERN-101", ofSession(session, null, null, "a = 1"));
        JMSContext context = named();
        assertRefused(InvalidDestinationRuntimeException.class, "TERN-101", plain(context, null, null));
        assertRefused(InvalidDestinationRuntimeException.class, "TERN-101", ofContext(context, null, null, "a = 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "a = ", "a b", "'open", "a BETWEEN 1", "NOT", "(a = 1", "a LIKE 1", "1"})
    @Section({"10.3", "3.8.1", "Session", "JMSContext"})
    void whatIsNoSelector(String selector) throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Topic topic = session.createTopic("t");
        assertRefused(InvalidSelectorException.class, "TERN-102", ofSession(session, queue, topic, selector));
        assertRefused(
                InvalidSelectorRuntimeException.class, "TERN-102", ofContext(named(), queue, topic, selector));
    }

    @Test
    @Section({"6.2.15", "Session", "JMSContext"})
    void aClosedSession() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        JMSContext context = named();
        Queue queue = session.createQueue("q");
        Topic topic = session.createTopic("t");
        session.close();
        context.close();
        assertRefused(IllegalStateException.class, "TERN-401", plain(session, queue, topic));
        assertRefused(IllegalStateException.class, "TERN-401", plain(session, null, null));
        assertRefused(IllegalStateException.class, "TERN-401", ofSession(session, queue, topic, "a = "));
        assertRefused(IllegalStateRuntimeException.class, "TERN-401", plain(context, queue, topic));
        assertRefused(IllegalStateRuntimeException.class, "TERN-401", ofContext(context, null, null, "a = "));
        assertThatThrownBy(() -> session.unsubscribe("s")).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"6.1.8", "Session"})
    void aClosedConnection() throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Topic topic = session.createTopic("t");
        connection.close();
        assertRefused(IllegalStateException.class, "TERN-401", plain(session, queue, topic));
        assertThatThrownBy(session::recover).isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"6.2.2", "4.1.5", "4.2.7", "10.3"})
    void theTemporaryDestinationOfAnotherConnection() throws Exception {
        Session owner = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = owner.createTemporaryQueue();
        TemporaryTopic topic = owner.createTemporaryTopic();
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        JMSContext context = named();
        assertRefused(InvalidDestinationException.class, "TERN-101", List.of(
                () -> session.createConsumer(queue), () -> session.createConsumer(topic),
                () -> session.createSharedConsumer(topic, "s"), () -> session.createDurableConsumer(topic, "s")));
        assertRefused(InvalidDestinationRuntimeException.class, "TERN-101", List.of(
                () -> context.createConsumer(queue), () -> context.createConsumer(topic),
                () -> context.createSharedConsumer(topic, "s"),
                () -> context.createSharedDurableConsumer(topic, "s")));
    }

    @Test
    @Section({"6.2.2", "10.3"})
    void aTemporaryDestinationThatIsGone() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        queue.delete();
        topic.delete();
        assertRefused(InvalidDestinationException.class, "TERN-101", List.of(
                () -> session.createConsumer(queue), () -> session.createConsumer(topic),
                () -> session.createSharedConsumer(topic, "s"), () -> session.createBrowser(queue)));
    }

    @Test
    @Section({"9.2", "QueueSession"})
    void topicsInAQueueSession() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session(Session.AUTO_ACKNOWLEDGE).createTopic("t");
        assertRefused(IllegalStateException.class, "TERN-401", List.of(
                () -> session.createSharedConsumer(topic, "s"), () -> session.createSharedConsumer(topic, "s", "a = 1"),
                () -> session.createDurableConsumer(topic, "s"),
                () -> session.createDurableConsumer(topic, "s", null, true),
                () -> session.createDurableSubscriber(topic, "s"),
                () -> session.createDurableSubscriber(topic, "s", null, false),
                () -> session.createSharedDurableConsumer(topic, "s"),
                () -> session.createSharedDurableConsumer(topic, "s", null),
                () -> session.createTopic("t"), session::createTemporaryTopic, () -> session.unsubscribe("s")));
        assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(JMSException.class);
    }

    @Test
    @Section({"QueueSession", "10.3"})
    void whatIsNoQueueOrSelectorForAReceiver() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        assertRefused(InvalidDestinationException.class, "TERN-101", List.of(
                () -> session.createReceiver(null), () -> session.createReceiver(null, "a = 1"),
                () -> session.createConsumer(null)));
        assertThatThrownBy(() -> session.createReceiver(queue, "a =")).isInstanceOf(InvalidSelectorException.class);
        session.close();
        assertRefused(IllegalStateException.class, "TERN-401", List.of(
                () -> session.createReceiver(queue), () -> session.createReceiver(null, "a ="),
                () -> session.createBrowser(queue)));
    }

    @Test
    @Section({"TopicSession", "10.3"})
    void whatIsNoTopicOrSelectorForASubscriber() throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.setClientID("me");
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        assertRefused(InvalidDestinationException.class, "TERN-101", List.of(
                () -> session.createSubscriber(null), () -> session.createSubscriber(null, "a = 1", true),
                () -> session.createDurableSubscriber(null, "s"),
                () -> session.createDurableSubscriber(null, "s", "a = 1", true), () -> session.createConsumer(null)));
        assertRefused(InvalidSelectorException.class, "TERN-102", List.of(
                () -> session.createSubscriber(topic, "a =", false),
                () -> session.createDurableSubscriber(topic, "s", "a =", false)));
        session.close();
        assertRefused(IllegalStateException.class, "TERN-401", List.of(
                () -> session.createSubscriber(topic), () -> session.createSubscriber(null, "a =", false),
                () -> session.createDurableSubscriber(topic, "s"), () -> session.unsubscribe("s")));
    }

    @Test
    @Section({"QueueReceiver", "TopicSubscriber", "8.8"})
    void closedReceiversAndSubscribers() throws Exception {
        QueueSession queues = closing(factory.createQueueConnection())
                .createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSession topics = closing(factory.createTopicConnection())
                .createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueReceiver receiver = queues.createReceiver(queues.createQueue("q"), "a = 1");
        TopicSubscriber subscriber = topics.createSubscriber(topics.createTopic("t"), "a = 1", true);
        receiver.close();
        subscriber.close();
        assertRefused(IllegalStateException.class, "TERN-401", List.of(
                receiver::getQueue, receiver::getMessageSelector, receiver::getMessageListener,
                receiver::receiveNoWait, () -> receiver.receive(1), () -> receiver.setMessageListener(message -> {}),
                subscriber::getTopic, subscriber::getNoLocal, subscriber::getMessageSelector,
                subscriber::getMessageListener, subscriber::receiveNoWait, () -> subscriber.receive(1),
                () -> subscriber.setMessageListener(null)));
        receiver.close();
        subscriber.close();
    }

    @Test
    void aRefusalMakesNoSubscription() throws Exception {
        Session session = startedAs("me").createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s", "a =", false))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, "shared", "a ="))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.unsubscribe("s")).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.unsubscribe("shared")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"10.2", "10.3"})
    void anUncheckedRefusalHasTheCheckedOneAsItsCause() {
        JMSContext context = named();
        Queue queue = context.createQueue("q");
        assertThatThrownBy(() -> context.createConsumer(queue, "a ="))
                .isInstanceOf(InvalidSelectorRuntimeException.class)
                .hasCauseInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> context.unsubscribe("none"))
                .isInstanceOf(InvalidDestinationRuntimeException.class)
                .hasCauseInstanceOf(InvalidDestinationException.class);
        Message message = context.createMessage();
        assertThat(message).isNotNull();
    }
}
