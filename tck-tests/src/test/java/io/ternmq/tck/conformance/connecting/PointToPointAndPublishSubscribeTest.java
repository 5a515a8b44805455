// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicRequestor;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("4.1 and 4.2 Point-to-point and publish/subscribe")
@Section({"4.1.2", "4.2.2"})
class PointToPointAndPublishSubscribeTest extends Stage {

    @Test
    @Section("4.1.2")
    void eachMessageOfAQueueGoesToOneConsumer() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer one = session.createConsumer(queue);
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        sendMany(session, queue, 10);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(next(one));
            all.add(next(two));
        }
        assertThat(all).doesNotHaveDuplicates().hasSize(10);
        assertEmpty(one);
        assertEmpty(two);
    }

    @Test
    @Section("4.1.2")
    void whatASelectorLeavesIsForOthers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 6; i++) {
            TextMessage message = session.createTextMessage("m" + i);
            message.setBooleanProperty("even", i % 2 == 0);
            producer.send(message);
        }
        MessageConsumer even = session.createConsumer(queue, "even");
        assertThat(next(even, 3)).containsExactly("m0", "m2", "m4");
        assertEmpty(even);
        assertThat(next(session.createConsumer(queue), 3)).containsExactly("m1", "m3", "m5");
    }

    @Test
    @Section({"4.1.3", "4.1.8"})
    void aQueueKeepsMessagesWhileNobodyConsumes() throws Exception {
        Connection keeping = started();
        try (Connection sending = factory.createConnection()) {
            Session session = sending.createSession();
            send(session, session.createQueue("q"), "a");
        }
        Session session = keeping.createSession();
        assertThat(next(session.createConsumer(session.createQueue("q")))).isEqualTo("a");
    }

    private static List<?> seenBy(QueueBrowser browser) throws JMSException {
        Enumeration<?> all = browser.getEnumeration();
        return Collections.list(all);
    }

    @Test
    @Section("4.1.6")
    void aBrowserTakesNothingAndSelects() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 4; i++) {
            TextMessage message = session.createTextMessage("m" + i);
            message.setIntProperty("n", i);
            producer.send(message);
        }
        QueueBrowser all = session.createBrowser(queue);
        QueueBrowser some = session.createBrowser(queue, "n > 1");
        assertThat(seenBy(all)).hasSize(4);
        assertThat(seenBy(some)).hasSize(2);
        assertThat(next(session.createConsumer(queue), 4)).containsExactly("m0", "m1", "m2", "m3");
        assertThat(seenBy(all)).isEmpty();
    }

    @Test
    @Section("4.1.6")
    void aBrowserShowsNoMessageBeforeItsDeliveryTime() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(60_000);
        producer.send(session.createTextMessage("later"));
        assertThat(session.createBrowser(queue).getEnumeration().hasMoreElements()).isFalse();
    }

    @Test
    @Section("4.1.6")
    void aBrowserIsOfAQueue() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> session.createBrowser(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(null, "a = 1")).isInstanceOf(
                InvalidDestinationException.class);
        QueueBrowser empty = session.createBrowser(session.createQueue("nobody.knows.it"));
        assertThat(empty.getEnumeration().hasMoreElements()).isFalse();
    }

    // --- publish/subscribe --------------------------------------------------------------------------------------

    @Test
    @Section("4.2.2")
    void everySubscriptionGetsACopyFromItsBeginningOn() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        send(session, topic, "too early");
        MessageConsumer one = session.createConsumer(topic);
        send(session, topic, "a");
        MessageConsumer two = session.createConsumer(topic);
        send(session, topic, "b");
        assertThat(next(one, 2)).containsExactly("a", "b");
        assertThat(next(two)).isEqualTo("b");
        assertEmpty(two);
    }

    @Test
    @Section("4.2.2")
    void workOnOneCopyDoesNotTouchTheOthers() throws Exception {
        Session one = session(Session.CLIENT_ACKNOWLEDGE);
        Session two = session(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = one.createTopic("t");
        MessageConsumer ofOne = one.createConsumer(topic);
        MessageConsumer ofTwo = two.createConsumer(topic);
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        TextMessage copy = (TextMessage) ofOne.receive(SOON);
        copy.clearBody();
        copy.setText("changed");
        copy.acknowledge();
        assertThat(next(ofTwo)).isEqualTo("a");
        two.recover();
        assertThat(next(ofTwo)).isEqualTo("a");
        one.recover();
        assertEmpty(ofOne);
    }

    @Test
    @Section("4.2.2")
    void aSelectorDecidesWhatASubscriptionGets() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer red = session.createConsumer(topic, "color = 'red'");
        MessageConsumer all = session.createConsumer(topic);
        for (String color : List.of("red", "blue")) {
            TextMessage message = session.createTextMessage(color);
            message.setStringProperty("color", color);
            session.createProducer(topic).send(message);
        }
        assertThat(next(red)).isEqualTo("red");
        assertEmpty(red);
        assertThat(next(all, 2)).containsExactly("red", "blue");
    }

    @Test
    @Section({"4.2.2", "4.2.8"})
    void aNonDurableSubscriptionEndsWithItsConsumer() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        send(session, topic, "a", "b");
        assertThat(next(consumer)).isEqualTo("a");
        session.recover();
        assertThat(next(consumer)).as("recovered as long as it lives").isEqualTo("a");
        consumer.close();
        MessageConsumer fresh = session.createConsumer(topic);
        assertEmpty(fresh);
    }

    @ParameterizedTest
    @ValueSource(ints = {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT})
    @Section({"4.2.2", "4.2.8", "4.2.11"})
    void aDurableSubscriptionCollectsWhileItIsInactive(int mode) throws Exception {
        Connection connection = startedAs("me");
        Session session = connection.createSession();
        Topic topic = session.createTopic("t");
        MessageConsumer first = session.createDurableConsumer(topic, "s");
        MessageProducer producer = session.createProducer(topic);
        producer.send(session.createTextMessage("a"), mode, 4, 0);
        first.close();
        producer.send(session.createTextMessage("b"), mode, 4, 0);
        MessageConsumer again = session.createDurableConsumer(topic, "s");
        assertThat(next(again, 2)).containsExactly("a", "b");
        assertEmpty(again);
    }

    @Test
    @Section("4.2.2")
    void consumersOfASharedSubscriptionShareItsMessages() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        Topic topic = session.createTopic("t");
        MessageConsumer one = connection.createSession().createSharedConsumer(topic, "s");
        MessageConsumer two = session(Session.AUTO_ACKNOWLEDGE).createSharedConsumer(topic, "s");
        sendMany(session, topic, 4);
        List<String> all = new ArrayList<>(List.of(next(one), next(two), next(one), next(two)));
        assertThat(all).containsExactlyInAnyOrder("m0", "m1", "m2", "m3");
        assertEmpty(one);
    }

    @Test
    @Section("4.2.9")
    void aProgramMakesAndDeletesDurableSubscriptions() throws Exception {
        Session session = startedAs("me").createSession();
        Topic topic = session.createTopic("t");
        for (int i = 0; i < 3; i++) {
            session.createDurableConsumer(topic, "s").close();
            send(session, topic, "a");
            session.unsubscribe("s");
            MessageConsumer fresh = session.createDurableConsumer(topic, "s");
            assertEmpty(fresh);
            fresh.close();
            session.unsubscribe("s");
        }
        assertThatThrownBy(() -> session.unsubscribe("s"))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("'s'");
    }

    @Test
    @Section({"4.2.2", "4.2.3"})
    void aSubscriptionIsThereWhenItsConsumerHasBeenMade() throws Exception {
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = sender.createTopic("t");
        for (int i = 0; i < 20; i++) {
            MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(topic);
            send(sender, topic, "m" + i);
            assertThat(next(consumer)).isEqualTo("m" + i);
            consumer.close();
        }
    }

    // --- requestors ---------------------------------------------------------------------------------------------

    private void answerAt(Destination place) throws JMSException {
        Session service = started().createSession();
        MessageProducer answers = service.createProducer(null);
        service.createConsumer(place).setMessageListener(request -> {
            try {
                answers.send(request.getJMSReplyTo(), service.createTextMessage("re: " + textOf(request)));
            } catch (JMSException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"4.1.7", "QueueRequestor"})
    void aQueueRequestorAsksAndGetsTheAnswer(int mode) throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        connection.start();
        QueueSession session = connection.createQueueSession(false, mode);
        Queue queue = session.createQueue("service");
        answerAt(queue);
        QueueRequestor requestor = new QueueRequestor(session, queue);
        TextMessage request = session.createTextMessage("one");
        assertThat(textOf(requestor.request(request))).isEqualTo("re: one");
        assertThat(request.getJMSReplyTo()).isInstanceOf(TemporaryQueue.class);
        assertThat(textOf(requestor.request(session.createTextMessage("two")))).isEqualTo("re: two");
        requestor.close();
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> send(other, request.getJMSReplyTo(), "late"))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"4.2.10", "TopicRequestor"})
    void aTopicRequestorAsksAndGetsTheAnswer(int mode) throws Exception {
        TopicConnection connection = closing(factory.createTopicConnection());
        connection.start();
        TopicSession session = connection.createTopicSession(false, mode);
        Topic topic = session.createTopic("service");
        answerAt(topic);
        TopicRequestor requestor = new TopicRequestor(session, topic);
        TextMessage request = session.createTextMessage("one");
        assertThat(textOf(requestor.request(request))).isEqualTo("re: one");
        assertThat(request.getJMSReplyTo()).isInstanceOf(TemporaryTopic.class);
        requestor.close();
        assertThatThrownBy(session::createMessage).isInstanceOf(IllegalStateException.class);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> send(other, request.getJMSReplyTo(), "late"))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"4.1.7", "4.2.10", "QueueRequestor", "TopicRequestor"})
    void aRequestorNeedsAPlaceToAskAndAnOpenSession() throws Exception {
        QueueSession queues = closing(factory.createQueueConnection()).createQueueSession(false, 1);
        TopicSession topics = closing(factory.createTopicConnection()).createTopicSession(false, 1);
        Queue queue = queues.createQueue("q");
        Topic topic = topics.createTopic("t");
        assertThatThrownBy(() -> new QueueRequestor(queues, null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> new TopicRequestor(topics, null)).isInstanceOf(InvalidDestinationException.class);
        queues.close();
        topics.close();
        assertThatThrownBy(() -> new QueueRequestor(queues, queue)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TopicRequestor(topics, topic)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"4.1.7", "6.2.15"})
    void aRequestThatWaitsReturnsNullWhenItsSessionIsClosed() throws Exception {
        QueueConnection connection = closing(factory.createQueueConnection());
        connection.start();
        QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        QueueRequestor requestor = new QueueRequestor(session, session.createQueue("nobody"));
        CompletableFuture<Message> asking =
                blockedIn("receive", () -> requestor.request(session.createTextMessage("anybody?")));
        requestor.close();
        assertThat(soon(asking)).isNull();
    }
}
