// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("4.1 and 4.2 The interfaces of one domain")
@Section({"4.1", "4.2"})
class OneDomainTest extends Stage {

    private QueueConnection queues;
    private TopicConnection topics;
    private QueueSession ofQueues;
    private TopicSession ofTopics;
    private Queue queue;
    private Topic topic;

    @SuppressWarnings("NullAway.Init") // set before each test
    OneDomainTest() {}

    private interface Call<T> {
        void on(T session, Queue queue, Topic topic) throws JMSException;
    }

    private static Arguments ofQueues(String name, Call<QueueSession> call) {
        return Arguments.of(name, call);
    }

    private static Arguments ofTopics(String name, Call<TopicSession> call) {
        return Arguments.of(name, call);
    }

    private static Arguments ofConnection(String name, Call<Connection> call) {
        return Arguments.of(name, call);
    }

    @BeforeEach
    void open() throws JMSException {
        queues = closing(factory.createQueueConnection());
        topics = closing(factory.createTopicConnection());
        topics.setClientID("me");
        queues.start();
        topics.start();
        ofQueues = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        ofTopics = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        queue = ofQueues.createQueue("q");
        topic = ofTopics.createTopic("t");
    }

    static Stream<Arguments> topicCalls() {
        return Stream.of(
                ofQueues("createDurableSubscriber", (s, q, t) -> s.createDurableSubscriber(t, "s")),
                ofQueues("createDurableSubscriber/4", (s, q, t) -> s.createDurableSubscriber(t, "s", null, true)),
                ofQueues("createDurableConsumer", (s, q, t) -> s.createDurableConsumer(t, "s")),
                ofQueues("createDurableConsumer/4", (s, q, t) -> s.createDurableConsumer(t, "s", "a = 1", false)),
                ofQueues("createSharedConsumer", (s, q, t) -> s.createSharedConsumer(t, "s")),
                ofQueues("createSharedConsumer/3", (s, q, t) -> s.createSharedConsumer(t, "s", "a = 1")),
                ofQueues("createSharedDurableConsumer", (s, q, t) -> s.createSharedDurableConsumer(t, "s")),
                ofQueues("createSharedDurableConsumer/3", (s, q, t) -> s.createSharedDurableConsumer(t, "s", "a = 1")),
                ofQueues("createTemporaryTopic", (s, q, t) -> s.createTemporaryTopic()),
                ofQueues("createTopic", (s, q, t) -> s.createTopic("t")),
                ofQueues("createTopic(null)", (s, q, t) -> s.createTopic(null)),
                ofQueues("unsubscribe", (s, q, t) -> s.unsubscribe("s")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("topicCalls")
    @Section({"4.1", "QueueSession"})
    void aQueueSessionRefusesWhatIsForTopics(String name, Call<QueueSession> call) {
        assertThatThrownBy(() -> call.on(ofQueues, queue, topic))
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("topics");
    }

    static Stream<Arguments> queueCalls() {
        return Stream.of(
                ofTopics("createBrowser", (s, q, t) -> s.createBrowser(q)),
                ofTopics("createBrowser/2", (s, q, t) -> s.createBrowser(q, "a = 1")),
                ofTopics("createBrowser(null)", (s, q, t) -> s.createBrowser(null)),
                ofTopics("createQueue", (s, q, t) -> s.createQueue("q")),
                ofTopics("createTemporaryQueue", (s, q, t) -> s.createTemporaryQueue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queueCalls")
    @Section({"4.2", "TopicSession"})
    void aTopicSessionRefusesWhatIsForQueues(String name, Call<TopicSession> call) {
        assertThatThrownBy(() -> call.on(ofTopics, queue, topic))
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("queues");
    }

    static Stream<Arguments> connectionCalls() {
        ServerSessionPool pool = () -> {
            throw new AssertionError("no session is needed");
        };
        return Stream.of(
                ofConnection("durable", (c, q, t) -> c.createDurableConnectionConsumer(t, "s", null, pool, 1)),
                ofConnection("shared", (c, q, t) -> c.createSharedConnectionConsumer(t, "s", null, pool, 1)),
                ofConnection("both", (c, q, t) -> c.createSharedDurableConnectionConsumer(t, "s", null, pool, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("connectionCalls")
    @Section({"4.1", "QueueConnection"})
    void aQueueConnectionRefusesConnectionConsumersOfSubscriptions(String name, Call<Connection> call) {
        assertThatThrownBy(() -> call.on(queues, queue, topic)).as(name).isInstanceOf(IllegalStateException.class);
    }

    private static final class NoPool implements ServerSessionPool {
        @Override
        public ServerSession getServerSession() throws JMSException {
            throw new JMSException("no session is needed");
        }
    }

    @Test
    @Section({"4.1", "QueueConnection", "TopicConnection"})
    void connectionConsumersAreForTheOwnDomain() throws Exception {
        assertThatThrownBy(() -> queues.createConnectionConsumer((Destination) topic, null, new NoPool(), 1))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> topics.createConnectionConsumer((Destination) queue, null, new NoPool(), 1))
                .isInstanceOf(InvalidDestinationException.class);
        queues.createConnectionConsumer((Destination) queue, null, new NoPool(), 1).close();
        topics.createConnectionConsumer((Destination) topic, null, new NoPool(), 1).close();
    }

    @Test
    @Section({"4.1", "QueueSession"})
    void aQueueSessionTakesNoTopicThroughCommonMethods() throws Exception {
        assertThatThrownBy(() -> ofQueues.createConsumer(topic)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> ofQueues.createConsumer(topic, "a = 1", true))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> ofQueues.createProducer(topic)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"4.2", "TopicSession"})
    void aTopicSessionTakesNoQueueThroughCommonMethods() throws Exception {
        assertThatThrownBy(() -> ofTopics.createConsumer(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> ofTopics.createConsumer(queue, "a = 1", true))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> ofTopics.createProducer(queue)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"4.1", "QueueSender"})
    void aSenderWithoutQueueSendsToQueuesOnly() throws Exception {
        QueueSender sender = ofQueues.createSender(null);
        assertThat(sender.getQueue()).isNull();
        assertThatThrownBy(() -> sender.send((Destination) topic, ofQueues.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> sender.send((Queue) null, ofQueues.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        sender.send(queue, ofQueues.createTextMessage("a"));
        assertThat(next(ofQueues.createReceiver(queue))).isEqualTo("a");
        MessageProducer producer = ofQueues.createProducer(null);
        assertThatThrownBy(() -> producer.send(topic, ofQueues.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"4.2", "TopicPublisher"})
    void aPublisherWithoutTopicPublishesToTopicsOnly() throws Exception {
        TopicPublisher publisher = ofTopics.createPublisher(null);
        assertThat(publisher.getTopic()).isNull();
        assertThatThrownBy(() -> publisher.send((Destination) queue, ofTopics.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> publisher.publish(null, ofTopics.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        TopicSubscriber subscriber = ofTopics.createSubscriber(topic);
        publisher.publish(topic, ofTopics.createTextMessage("a"));
        assertThat(next(subscriber)).isEqualTo("a");
    }

    @Test
    @Section({"4.1", "6.1.3"})
    void aQueueConnectionDoesAllOfPointToPoint() throws Exception {
        QueueSender sender = ofQueues.createSender(queue);
        QueueReceiver receiver = ofQueues.createReceiver(queue, "n = 1");
        sender.send(ofQueues.createTextMessage("other"));
        var message = ofQueues.createTextMessage("selected");
        message.setIntProperty("n", 1);
        sender.send(message);
        assertThat(next(receiver)).isEqualTo("selected");
        QueueBrowser browser = ofQueues.createBrowser(queue);
        assertThat(browser.getQueue()).isEqualTo(queue);
        assertThat(browser.getEnumeration().hasMoreElements()).isTrue();
        TemporaryQueue temporary = ofQueues.createTemporaryQueue();
        send(ofQueues, temporary, "t");
        assertThat(next(ofQueues.createReceiver(temporary))).isEqualTo("t");
        assertThat(sender.getQueue()).isEqualTo(queue);
        assertThat(receiver.getQueue()).isEqualTo(queue);
    }

    @Test
    @Section({"4.2", "6.1.3"})
    void aTopicConnectionDoesAllOfPublishAndSubscribe() throws Exception {
        TopicPublisher publisher = ofTopics.createPublisher(topic);
        TopicSubscriber subscriber = ofTopics.createSubscriber(topic);
        TopicSubscriber durable = ofTopics.createDurableSubscriber(topic, "s");
        MessageConsumer shared = ofTopics.createSharedConsumer(topic, "shared");
        TopicSubscriber deaf = ofTopics.createSubscriber(topic, null, true);
        publisher.publish(ofTopics.createTextMessage("a"));
        assertThat(next(subscriber)).isEqualTo("a");
        assertThat(next(durable)).isEqualTo("a");
        assertThat(next(shared)).isEqualTo("a");
        assertEmpty(deaf);
        durable.close();
        ofTopics.unsubscribe("s");
        TemporaryTopic temporary = ofTopics.createTemporaryTopic();
        TopicSubscriber ofTemporary = ofTopics.createSubscriber(temporary);
        send(ofTopics, temporary, "t");
        assertThat(next(ofTemporary)).isEqualTo("t");
        assertThat(publisher.getTopic()).isEqualTo(topic);
        assertThat(subscriber.getTopic()).isEqualTo(topic);
        assertThat(subscriber.getNoLocal()).isFalse();
        assertThat(deaf.getNoLocal()).isTrue();
    }

    @Test
    void queueAndTopicInterfacesWorkWithTheCommonOnes() throws Exception {
        Session common = session(Session.AUTO_ACKNOWLEDGE);
        send(common, queue, "a");
        assertThat(next(ofQueues.createReceiver(queue))).isEqualTo("a");
        MessageConsumer subscriber = common.createConsumer(topic);
        send(ofTopics, topic, "b");
        assertThat(next(subscriber)).isEqualTo("b");
    }

    @Test
    @Section({"4.1", "4.2", "Session"})
    void oneCommonTransactionSpansBothDomains() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        MessageConsumer ofQueue = ofQueues.createReceiver(queue);
        MessageConsumer ofTopic = ofTopics.createSubscriber(topic);
        send(session, queue, "lost");
        send(session, topic, "lost");
        session.rollback();
        send(session, queue, "q");
        send(session, topic, "t");
        assertEmpty(ofQueue);
        assertEmpty(ofTopic);
        session.commit();
        assertThat(next(ofQueue)).isEqualTo("q");
        assertThat(next(ofTopic)).isEqualTo("t");
    }
}
