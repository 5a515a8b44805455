// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("4.1.5, 4.2.7 and 6.2.2 Temporary destinations")
@Section({"6.2.2", "4.1.5", "4.2.7"})
class TemporaryDestinationsTest extends Stage {

    @Test
    void eachIsUniqueAmongAllConnections() throws Exception {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            Session session = stopped().createSession();
            for (int j = 0; j < 5; j++) {
                assertThat(names.add(session.createTemporaryQueue().getQueueName())).isTrue();
                assertThat(names.add(session.createTemporaryTopic().getTopicName())).isTrue();
            }
        }
    }

    @Test
    void everySessionOfTheConnectionMayConsume() throws Exception {
        Connection connection = started();
        Session maker = connection.createSession();
        TemporaryQueue queue = maker.createTemporaryQueue();
        TemporaryTopic topic = maker.createTemporaryTopic();
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer ofQueue = transacted.createConsumer(queue);
        MessageConsumer ofTopic = connection.createSession().createConsumer(topic);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, queue, "a");
        send(sender, topic, "b");
        assertThat(next(ofQueue)).isEqualTo("a");
        transacted.rollback();
        assertThat(next(ofQueue)).isEqualTo("a");
        transacted.commit();
        assertThat(next(ofTopic)).isEqualTo("b");
    }

    @Test
    void everyContextOfTheConnectionMayConsume() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = context.createTemporaryQueue();
        JMSContext sibling = closing(context.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        JMSContext stranger = context(JMSContext.AUTO_ACKNOWLEDGE);
        stranger.createProducer().send(queue, "a");
        assertThat(sibling.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("a");
        assertThatThrownBy(() -> stranger.createConsumer(queue))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    void noOtherConnectionMayConsume() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        Session stranger = session(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> stranger.createConsumer(queue))
                .isInstanceOfSatisfying(InvalidDestinationException.class, e ->
                        assertThat(e.getErrorCode()).isEqualTo("TERN-101"))
                .hasMessageContaining("connection");
        assertThatThrownBy(() -> stranger.createConsumer(queue, "a = 1")).isInstanceOf(
                InvalidDestinationException.class);
        assertThatThrownBy(() -> stranger.createConsumer(topic)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> stranger.createSharedConsumer(topic, "s")).isInstanceOf(
                InvalidDestinationException.class);
    }

    @Test
    void noOtherConnectionMayConsumeByTheNameEither() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        String queue = session.createTemporaryQueue().getQueueName();
        String topic = session.createTemporaryTopic().getTopicName();
        Session stranger = session(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> stranger.createConsumer(stranger.createQueue(queue))).isInstanceOf(
                InvalidDestinationException.class);
        assertThatThrownBy(() -> stranger.createConsumer(stranger.createTopic(topic))).isInstanceOf(
                InvalidDestinationException.class);
    }

    @Test
    void noOtherConnectionMayConsumeWhatItFindsAsReplyTo() throws Exception {
        Session client = session(Session.AUTO_ACKNOWLEDGE);
        Queue requests = client.createQueue("requests");
        Message request = client.createMessage();
        TemporaryQueue replies = client.createTemporaryQueue();
        request.setJMSReplyTo(replies);
        client.createProducer(requests).send(request);
        Session server = session(Session.AUTO_ACKNOWLEDGE);
        Message received = server.createConsumer(requests).receive(SOON);
        assertThat(received.getJMSReplyTo()).isInstanceOf(TemporaryQueue.class).isEqualTo(replies);
        assertThatThrownBy(() -> server.createConsumer(received.getJMSReplyTo())).isInstanceOf(
                InvalidDestinationException.class);
        assertThatThrownBy(((TemporaryQueue) received.getJMSReplyTo())::delete).isInstanceOf(JMSException.class);
        send(server, received.getJMSReplyTo(), "reply");
        assertThat(next(client.createConsumer(replies))).isEqualTo("reply");
    }

    @Test
    void theyOutliveTheSessionThatMadeThem() throws Exception {
        Connection connection = started();
        Session maker = connection.createSession();
        TemporaryQueue queue = maker.createTemporaryQueue();
        TemporaryTopic topic = maker.createTemporaryTopic();
        maker.close();
        Session session = connection.createSession();
        MessageConsumer ofTopic = session.createConsumer(topic);
        send(session, queue, "a");
        send(session, topic, "b");
        assertThat(next(session.createConsumer(queue))).isEqualTo("a");
        assertThat(next(ofTopic)).isEqualTo("b");
    }

    @Test
    void theyOutliveTheContextThatMadeThemWhileAnotherIsOpen() {
        JMSContext maker = factory.createContext();
        JMSContext other = closing(maker.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        TemporaryQueue queue = maker.createTemporaryQueue();
        maker.close();
        other.createProducer().send(queue, "a");
        assertThat(other.createConsumer(queue).receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    void theyEndWithTheLastContextOfTheirConnection() {
        JMSContext maker = factory.createContext();
        JMSContext other = maker.createContext(JMSContext.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = maker.createTemporaryQueue();
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        maker.close();
        sender.createProducer().send(queue, "fine");
        other.close();
        assertThatThrownBy(() -> sender.createProducer().send(queue, "late"))
                .isInstanceOf(InvalidDestinationRuntimeException.class);
    }

    @Test
    @Section({"6.2.2", "TemporaryQueue", "TemporaryTopic"})
    void deletionIsRefusedWhileThereAreConsumers() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        Session consuming = connection.createSession();
        MessageConsumer ofQueue = consuming.createConsumer(queue);
        MessageConsumer shared = consuming.createSharedConsumer(topic, "s");
        assertThatThrownBy(queue::delete).isInstanceOf(JMSException.class).hasMessageContaining("consumers");
        assertThatThrownBy(topic::delete).isInstanceOf(JMSException.class).hasMessageContaining("consumers");
        send(session, queue, "still there");
        assertThat(next(ofQueue)).isEqualTo("still there");
        ofQueue.close();
        shared.close();
        queue.delete();
        topic.delete();
        assertThatThrownBy(() -> send(session, queue, "a")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void deletionIsAllowedOnceTheConsumingSessionIsClosed() throws Exception {
        Connection connection = started();
        TemporaryQueue queue = connection.createSession().createTemporaryQueue();
        Session consuming = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consuming.createConsumer(queue);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, queue, "a");
        assertThat(next(consumer)).isEqualTo("a");
        consuming.close();
        queue.delete();
        assertThatThrownBy(() -> send(sender, queue, "b")).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void neitherSendersNorBrowsersKeepOneFromBeingDeleted() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        MessageProducer producer = session.createProducer(queue);
        QueueBrowser browser = session.createBrowser(queue);
        assertThat(browser.getEnumeration().hasMoreElements()).isFalse();
        queue.delete();
        assertThatThrownBy(() -> producer.send(session.createMessage())).isInstanceOf(
                InvalidDestinationException.class);
    }

    @Test
    void whatWasDeletedIsGoneForEverybody() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        MessageProducer identified = other.createProducer(queue);
        queue.delete();
        topic.delete();
        assertThatThrownBy(() -> identified.send(other.createMessage())).isInstanceOf(
                InvalidDestinationException.class);
        assertThatThrownBy(() -> other.createProducer(null).send(topic, other.createMessage()))
                .isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createConsumer(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createConsumer(topic)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createBrowser(queue)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(queue::delete).as("again").isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void anAsynchronousSendToADeletedOneFailsInItsCallback() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        MessageProducer producer = session.createProducer(queue);
        queue.delete();
        CompletableFuture<Exception> outcome = new CompletableFuture<>();
        producer.send(session.createMessage(), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                outcome.completeExceptionally(new AssertionError("it was sent"));
            }

            @Override
            public void onException(Message message, Exception exception) {
                outcome.complete(exception);
            }
        });
        assertThat(soon(outcome)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void aTransactionSendsToThemWhenItCommits() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        MessageConsumer consumer = session.createConsumer(queue);
        Session transacted = session(Session.SESSION_TRANSACTED);
        send(transacted, queue, "a");
        assertEmpty(consumer);
        transacted.commit();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    @Section({"6.2.2", "6.2.7"})
    void aReplyThatNobodyWaitsForAnyMoreDoesNotSpoilTheTransaction() throws Exception {
        Connection client = started();
        TemporaryQueue replies = client.createSession().createTemporaryQueue();
        Session server = session(Session.SESSION_TRANSACTED);
        Queue log = server.createQueue("log");
        send(server, replies, "reply");
        send(server, log, "done");
        client.close();
        server.commit();
        assertThat(next(session(Session.AUTO_ACKNOWLEDGE).createConsumer(log))).isEqualTo("done");
    }

    @Test
    void aTemporaryTopicHasNoDurableSubscription() throws Exception {
        Session session = startedAs("me").createSession();
        TemporaryTopic topic = session.createTemporaryTopic();
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "s")).isInstanceOf(
                InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createDurableSubscriber(topic, "s", null, true)).isInstanceOf(
                InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, "s")).isInstanceOf(
                InvalidDestinationException.class);
    }

    @Test
    void queueAndTopicAreWhatTheyAre() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        TemporaryQueue queue = session.createTemporaryQueue();
        TemporaryTopic topic = session.createTemporaryTopic();
        assertThat(queue).isInstanceOf(Queue.class).isNotInstanceOf(Topic.class);
        assertThat(topic).isInstanceOf(Topic.class).isNotInstanceOf(Queue.class);
        assertThat(queue.getQueueName()).isNotBlank();
        assertThat(topic.getTopicName()).isNotBlank();
        List<MessageConsumer> both = List.of(session.createConsumer(topic), session.createConsumer(topic));
        send(session, topic, "a");
        assertThat(next(both.get(0))).isEqualTo("a");
        assertThat(next(both.get(1))).isEqualTo("a");
    }

    @Test
    void whatIsInADeletedQueueIsGoneToo() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        for (int i = 0; i < 20; i++) {
            TemporaryQueue queue = session.createTemporaryQueue();
            sendMany(session, queue, 10);
            queue.delete();
        }
        TemporaryQueue fresh = session.createTemporaryQueue();
        assertEmpty(session.createConsumer(fresh));
    }
}
