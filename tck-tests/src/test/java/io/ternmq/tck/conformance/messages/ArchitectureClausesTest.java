// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("2 The four sets of interfaces and their threads")
@Section("2.5")
class ArchitectureClausesTest extends Stage {

    private static <T> List<T> together(List<CompletableFuture<T>> tasks) throws Exception {
        List<T> results = new ArrayList<>();
        for (CompletableFuture<T> task : tasks) {
            results.add(soon(task));
        }
        return results;
    }

    private <T> List<CompletableFuture<T>> onFourThreads(Callable<T> task) {
        List<CompletableFuture<T>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(elsewhere(task));
        }
        return tasks;
    }

    // --- interfaces ---------------------------------------------------------------------------------------------

    @Test
    @Section({"1.1.3", "2.4", "2.7"})
    void oneSessionWorksWithQueuesAndTopics() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("same.name");
        Topic topic = session.createTopic("same.name");
        MessageConsumer ofQueue = session.createConsumer(queue);
        MessageConsumer ofTopic = session.createConsumer(topic);
        send(session, queue, "q");
        send(session, topic, "t");
        assertThat(next(ofQueue)).isEqualTo("q");
        assertThat(next(ofTopic)).isEqualTo("t");
        assertEmpty(ofQueue);
        assertEmpty(ofTopic);
    }

    @Test
    @Section({"2.5", "2.10"})
    void messagesPassBetweenTheFourSetsOfInterfaces() throws Exception {
        Session classic = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = classic.createQueue("q");
        JMSContext simplified = context(JMSContext.AUTO_ACKNOWLEDGE);
        var queues = closing(((QueueConnectionFactory) factory).createQueueConnection());
        queues.start();
        var old = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueSender sender = old.createSender(queue);
        QueueReceiver receiver = old.createReceiver(queue);
        MessageConsumer consumer = classic.createConsumer(queue, "to = 'classic'");
        JMSConsumer third = simplified.createConsumer(queue, "to = 'simplified'");
        receiver.close();
        Message message = simplified.createTextMessage("from anywhere");
        message.setStringProperty("to", "classic");
        sender.send(message);
        assertThat(next(consumer)).isEqualTo("from anywhere");
        simplified.createProducer().setProperty("to", "classic").send(queue, "simplified");
        assertThat(next(consumer)).isEqualTo("simplified");
        message.setStringProperty("to", "simplified");
        classic.createProducer(queue).send(message);
        assertThat(third.receiveBody(String.class, SOON)).isEqualTo("from anywhere");
    }

    @Test
    @Section({"2.9", "2.10"})
    void theTopicInterfacesJoinTheOthers() throws Exception {
        Session classic = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = classic.createTopic("t");
        var topics = closing(((TopicConnectionFactory) factory).createTopicConnection());
        topics.start();
        var old = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSubscriber subscriber = old.createSubscriber(topic);
        TopicPublisher publisher = old.createPublisher(topic);
        MessageConsumer consumer = classic.createConsumer(topic);
        publisher.publish(classic.createTextMessage("a"));
        send(classic, topic, "b");
        assertThat(next(subscriber, 2)).containsExactly("a", "b");
        assertThat(next(consumer, 2)).containsExactly("a", "b");
    }

    @Test
    @Section({"2.7", "2.8"})
    void oneFactoryServesTheClassicAndTheSimplifiedInterfaces() throws Exception {
        ConnectionFactory one = factory;
        try (Connection connection = one.createConnection(); JMSContext context = one.createContext()) {
            assertThat(connection.createSession()).isNotNull();
            assertThat(context.createProducer()).isNotNull();
            assertThat(context.getSessionMode()).isEqualTo(JMSContext.AUTO_ACKNOWLEDGE);
        }
    }

    @Test
    @Section({"1.1.5", "2.12"})
    void aPlainProgramMayDoWhatAContainerWouldForbid() throws Exception {
        Connection connection = started();
        Session one = connection.createSession();
        Session two = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = one.createQueue("q");
        CompletableFuture<Message> heard = new CompletableFuture<>();
        connection.setExceptionListener(failure -> heard.completeExceptionally(failure));
        one.createConsumer(queue).setMessageListener(heard::complete);
        send(two, queue, "x");
        two.commit();
        assertThat(textOf(soon(heard))).isEqualTo("x");
    }

    // --- simplified ---------------------------------------------------------------------------------------------

    @Test
    @Section({"2.8.2", "JMSContext"})
    void contextsOfOneConnectionShareItsIdentityAndNotItsSession() throws Exception {
        JMSContext first = context(JMSContext.AUTO_ACKNOWLEDGE);
        first.setClientID("shared");
        JMSContext second = closing(first.createContext(JMSContext.SESSION_TRANSACTED));
        assertThat(second.getClientID()).isEqualTo("shared");
        assertThat(second.getTransacted()).isTrue();
        Queue queue = first.createQueue("q");
        second.createProducer().send(queue, "later");
        first.createProducer().send(queue, "now");
        JMSConsumer consumer = first.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("now");
        second.commit();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("later");
    }

    @Test
    @Section("2.8.2")
    void theSimplifiedInterfacesThrowUncheckedExceptions() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        context.close();
        IllegalStateRuntimeException refusal =
                Refused.unchecked(IllegalStateRuntimeException.class, () -> context.createQueue("q"));
        assertThat(refusal).isInstanceOf(JMSRuntimeException.class).hasCauseInstanceOf(JMSException.class);
        Refused.unchecked(IllegalStateRuntimeException.class, context::createMessage);
    }

    @Test
    @Section({"2.12.1", "2.8.2"})
    void aConnectionIsCreatedStoppedAndAContextStartsItself() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        send(session, queue, "a");
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer)).isEqualTo("a");
        consumer.close();
        send(session, queue, "b");
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        assertThat(context.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("b");
    }

    // --- threads ------------------------------------------------------------------------------------------------

    @Test
    @Section({"2.14", "ConnectionFactory"})
    void aFactoryServesManyThreads() throws Exception {
        assertThat(stopped()).as("keeps the broker going").isNotNull();
        List<List<String>> all = together(onFourThreads(() -> {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                try (JMSContext context = factory.createContext(); Connection connection = factory.createConnection()) {
                    TemporaryQueue own = context.createTemporaryQueue();
                    seen.add(own.getQueueName());
                    assertThat(connection.createSession()).isNotNull();
                }
            }
            return seen;
        }));
        Set<String> names = new HashSet<>();
        all.forEach(names::addAll);
        assertThat(names).hasSize(40);
    }

    @Test
    @Section({"2.14", "Connection"})
    void aConnectionServesManyThreads() throws Exception {
        Connection connection = started();
        List<Integer> counts = together(onFourThreads(() -> {
            int received = 0;
            for (int i = 0; i < 10; i++) {
                try (Session session = connection.createSession(i % 2 == 0 ? Session.AUTO_ACKNOWLEDGE
                        : Session.CLIENT_ACKNOWLEDGE)) {
                    Queue own = session.createTemporaryQueue();
                    send(session, own, "x");
                    received += next(session.createConsumer(own)).length();
                    assertThat(connection.getMetaData().getJMSMajorVersion()).isEqualTo(3);
                }
            }
            return received;
        }));
        assertThat(counts).containsExactly(10, 10, 10, 10);
    }

    @Test
    @Section({"2.14", "Destination"})
    void aDestinationServesManyThreads() throws Exception {
        Session home = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = home.createQueue("q");
        List<Integer> sent = together(onFourThreads(() -> {
            Session session = session(Session.AUTO_ACKNOWLEDGE);
            try (MessageProducer producer = session.createProducer(queue)) {
                for (int i = 0; i < 25; i++) {
                    producer.send(session.createTextMessage(queue.getQueueName()));
                }
            }
            return 25;
        }));
        assertThat(sent).containsExactly(25, 25, 25, 25);
        assertThat(next(home.createConsumer(queue), 100)).containsOnly("q");
    }

    // --- requests and replies -----------------------------------------------------------------------------------

    @Test
    @Section("2.16")
    void oneRequestMayHaveManyReplies() throws Exception {
        Session asking = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue answers = asking.createTemporaryQueue();
        MessageConsumer mine = asking.createConsumer(answers);
        Topic questions = asking.createTopic("questions");
        List<MessageConsumer> answering = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Session session = session(Session.AUTO_ACKNOWLEDGE);
            sessions.add(session);
            answering.add(session.createConsumer(questions));
        }
        TextMessage question = asking.createTextMessage("?");
        question.setJMSReplyTo(answers);
        asking.createProducer(questions).send(question);
        for (int i = 0; i < 3; i++) {
            Message received = answering.get(i).receive(SOON);
            assertThat(received).isNotNull();
            TextMessage answer = sessions.get(i).createTextMessage("answer " + i);
            answer.setJMSCorrelationID(received.getJMSMessageID());
            sessions.get(i).createProducer(received.getJMSReplyTo()).send(answer);
        }
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Message answer = mine.receive(SOON);
            assertThat(answer).isNotNull();
            assertThat(answer.getJMSCorrelationID()).isEqualTo(question.getJMSMessageID());
            texts.add(((TextMessage) answer).getText());
        }
        assertThat(texts).containsExactlyInAnyOrder("answer 0", "answer 1", "answer 2");
    }
}
