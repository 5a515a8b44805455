// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("6.1.8 and 6.2.15 Every method of every interface, closed one by one and all together")
@Section({"6.1.8", "6.2.15"})
class ClosedEverywhereTest extends Stage {

    /** What is closed, so that everything below it is closed too. */
    enum Closing {
        /** The object itself. */
        ITSELF,
        /** The session that made it. */
        SESSION,
        /** The connection. */
        CONNECTION
    }

    /** Calls every method of an interface on a closed object; all but a few must refuse with the exception. */
    private void assertAllRefuse(Class<?> type, Object closed, Class<? extends Exception> how, String... exempt) {
        List<String> wrong = new ArrayList<>();
        int called = 0;
        for (Method method : type.getMethods()) {
            if (method.getName().equals("close") || Arrays.asList(exempt).contains(method.getName())
                    || method.isDefault()) {
                continue;
            }
            called++;
            Throwable thrown = call(method, closed);
            if (thrown == null || !how.isInstance(thrown)) {
                wrong.add(method + " gave " + thrown);
            }
        }
        assertThat(called).as("methods of %s", type).isPositive();
        assertThat(wrong).isEmpty();
    }

    private @Nullable Throwable call(Method method, Object target) {
        @Nullable Object[] arguments = Arrays.stream(method.getParameterTypes()).map(this::argument).toArray();
        try {
            method.invoke(target, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable Object argument(Class<?> type) {
        Map<Class<?>, Object> known = Map.of(
                int.class, 1, long.class, 1L, boolean.class, true, String.class, "name", Serializable.class, "object",
                Class.class, String.class, MessageListener.class, (MessageListener) message -> {});
        if (known.containsKey(type)) {
            return known.get(type);
        }
        try (JMSContext helping = factory.createContext()) {
            if (type == Topic.class) {
                return helping.createTopic("t");
            }
            if (type == Message.class) {
                return helping.createTextMessage("x");
            }
            if (type.isAssignableFrom(Queue.class)) {
                return helping.createQueue("q");
            }
        }
        assertThat(List.of(CompletionListener.class, ServerSessionPool.class, jakarta.jms.ExceptionListener.class)
                        .contains(type))
                .as("an argument of %s", type)
                .isTrue();
        return type == CompletionListener.class ? new Unheard() : null;
    }

    private static final class Unheard implements CompletionListener {
        @Override
        public void onCompletion(Message message) {
            throw new AssertionError("nothing was sent");
        }

        @Override
        public void onException(Message message, Exception exception) {
            throw new AssertionError("nothing was sent");
        }
    }

    private static void close(Closing what, Connection connection, Session session, AutoCloseable itself)
            throws Exception {
        switch (what) {
            case ITSELF -> itself.close();
            case SESSION -> session.close();
            case CONNECTION -> connection.close();
        }
    }

    // --- connections --------------------------------------------------------------------------------------------

    @Test
    void aConnection() throws Exception {
        Connection closed = factory.createConnection();
        closed.close();
        assertAllRefuse(Connection.class, closed, IllegalStateException.class);
    }

    @Test
    void aQueueConnection() throws Exception {
        QueueConnection closed = factory.createQueueConnection();
        closed.close();
        assertAllRefuse(QueueConnection.class, closed, IllegalStateException.class);
    }

    @Test
    void aTopicConnection() throws Exception {
        TopicConnection closed = factory.createTopicConnection();
        closed.close();
        assertAllRefuse(TopicConnection.class, closed, IllegalStateException.class);
    }

    @Test
    void aClosedConnectionRefusesBeforeItLooksAtArguments() throws Exception {
        Connection closed = factory.createConnection();
        closed.close();
        assertThatThrownBy(() -> closed.createSession(false, 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.createSession(false, -1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.createSession(99)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.setClientID(null)).isInstanceOf(IllegalStateException.class);
    }

    // --- sessions -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = {"SESSION", "CONNECTION"})
    void aSession(Closing what) throws Exception {
        Connection connection = closing(factory.createConnection());
        Session session = connection.createSession();
        close(what, connection, session, session);
        assertAllRefuse(Session.class, session, IllegalStateException.class, "run");
        assertThatThrownBy(session::run).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = {"SESSION", "CONNECTION"})
    void aTransactedSession(Closing what) throws Exception {
        Connection connection = closing(factory.createConnection());
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        close(what, connection, session, session);
        assertAllRefuse(Session.class, session, IllegalStateException.class, "run");
    }

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = {"SESSION", "CONNECTION"})
    void aQueueSession(Closing what) throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.CLIENT_ACKNOWLEDGE);
        close(what, connection, session, session);
        assertAllRefuse(QueueSession.class, session, IllegalStateException.class, "run");
        Topic topic = closing(factory.createContext()).createTopic("t");
        assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createConsumer(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createProducer(topic)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = {"SESSION", "CONNECTION"})
    void aTopicSession(Closing what) throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        TopicSession session = connection.createTopicSession(false, Session.CLIENT_ACKNOWLEDGE);
        close(what, connection, session, session);
        assertAllRefuse(TopicSession.class, session, IllegalStateException.class, "run");
        Queue queue = closing(factory.createContext()).createQueue("q");
        assertThatThrownBy(() -> session.createConsumer(queue)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.createSubscriber(null)).isInstanceOf(IllegalStateException.class);
    }

    // --- producers ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aProducer(Closing what) throws Exception {
        Connection connection = closing(factory.createConnection());
        Session session = connection.createSession();
        for (MessageProducer producer : List.of(
                session.createProducer(session.createQueue("q")), session.createProducer(null))) {
            close(what, connection, session, producer);
            assertAllRefuse(MessageProducer.class, producer, IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aQueueSender(Closing what) throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = session.createSender(session.createQueue("q"));
        close(what, connection, session, sender);
        assertAllRefuse(QueueSender.class, sender, IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aTopicPublisher(Closing what) throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        TopicSession session = connection.createTopicSession(true, 0);
        TopicPublisher publisher = session.createPublisher(session.createTopic("t"));
        close(what, connection, session, publisher);
        assertAllRefuse(TopicPublisher.class, publisher, IllegalStateException.class);
    }

    // --- consumers and browsers ---------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aConsumer(Closing what) throws Exception {
        Connection connection = closing(factory.createConnection());
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createTopic("t"), "a = 1", true);
        close(what, connection, session, consumer);
        assertAllRefuse(MessageConsumer.class, consumer, IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aQueueReceiver(Closing what) throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        QueueSession session = connection.createQueueSession(false, Session.DUPS_OK_ACKNOWLEDGE);
        QueueReceiver receiver = session.createReceiver(session.createQueue("q"));
        close(what, connection, session, receiver);
        assertAllRefuse(QueueReceiver.class, receiver, IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aTopicSubscriber(Closing what) throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.setClientID("me");
        TopicSession session = connection.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSubscriber subscriber = session.createDurableSubscriber(session.createTopic("t"), "s");
        close(what, connection, session, subscriber);
        assertAllRefuse(TopicSubscriber.class, subscriber, IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aBrowser(Closing what) throws Exception {
        Connection connection = closing(factory.createConnection());
        Session session = connection.createSession();
        QueueBrowser browser = session.createBrowser(session.createQueue("q"), "a = 1");
        close(what, connection, session, browser);
        assertAllRefuse(QueueBrowser.class, browser, IllegalStateException.class);
    }

    // --- contexts -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = {"ITSELF", "CONNECTION"})
    void aContext(Closing what) {
        JMSContext context = closing(factory.createContext());
        JMSContext other = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        context.close();
        if (what == Closing.CONNECTION) {
            other.close();
        }
        assertAllRefuse(JMSContext.class, context, IllegalStateRuntimeException.class);
    }

    @Test
    void aTransactedContext() {
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED);
        context.close();
        assertAllRefuse(JMSContext.class, context, IllegalStateRuntimeException.class);
    }

    @ParameterizedTest
    @EnumSource(value = Closing.class, names = {"ITSELF", "SESSION"})
    void aConsumerOfAContext(Closing what) {
        JMSContext context = closing(factory.createContext());
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
        if (what == Closing.ITSELF) {
            consumer.close();
        } else {
            context.close();
        }
        assertAllRefuse(JMSConsumer.class, consumer, IllegalStateRuntimeException.class);
        consumer.close();
    }

    @Test
    void aProducerOfAContextSendsNothingAnyMore() {
        JMSContext context = factory.createContext();
        Queue queue = context.createQueue("q");
        JMSProducer producer = context.createProducer();
        context.close();
        assertThatThrownBy(() -> producer.send(queue, "text")).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, new byte[1])).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> producer.send(queue, Map.of())).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> producer.setAsync(new Unheard()).send(queue, "text"))
                .isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void everyRefusalHasACodeAndSaysWhatIsClosed() throws Exception {
        Connection connection = factory.createConnection();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(null);
        producer.close();
        assertThatThrownBy(producer::getPriority).hasMessageContaining("producer").isInstanceOfSatisfying(
                JMSException.class, e -> assertThat(e.getErrorCode()).isEqualTo("TERN-401"));
        session.close();
        assertThatThrownBy(session::createMessage).hasMessageContaining("session");
        connection.close();
        assertThatThrownBy(connection::start).hasMessageContaining("connection");
    }
}
