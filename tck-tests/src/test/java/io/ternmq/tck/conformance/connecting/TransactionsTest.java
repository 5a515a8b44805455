// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.server.Broker;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.7 Local transactions")
@Section("6.2.7")
class TransactionsTest extends Stage {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 101})
    void onlyTransactedSessionsAndContextsEndTransactions(int mode) throws Exception {
        Session session = session(mode);
        JMSContext context = context(mode);
        assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class).hasMessageContaining("commit");
        assertThatThrownBy(session::rollback).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::commit).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(context::rollback).isInstanceOf(IllegalStateRuntimeException.class);
        session.recover();
        context.recover();
    }

    @Test
    void transactedOnesDoNotRecover() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        TopicConnection topics = closing(factory.createTopicConnection());
        assertThatThrownBy(session(Session.SESSION_TRANSACTED)::recover).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context(JMSContext.SESSION_TRANSACTED)::recover).isInstanceOf(
                IllegalStateRuntimeException.class);
        assertThatThrownBy(queues.createQueueSession(true, 1)::recover).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(topics.createTopicSession(true, 1)::recover).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneFollowsTheOther() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        for (int i = 0; i < 6; i++) {
            send(session, queue, "m" + i);
            if (i % 2 == 0) {
                session.commit();
            } else {
                session.rollback();
            }
        }
        MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(consumer, 3)).containsExactly("m0", "m2", "m4");
        assertEmpty(consumer);
    }

    @Test
    void allConsumersAndProducersOfTheSessionAreOneUnit() throws Exception {
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        Queue one = other.createQueue("one");
        Queue two = other.createQueue("two");
        Queue out = other.createQueue("out");
        send(other, one, "a");
        send(other, two, "b");
        Session session = session(Session.SESSION_TRANSACTED);
        MessageConsumer ofOne = session.createConsumer(one);
        MessageConsumer ofTwo = session.createConsumer(two);
        assertThat(next(ofOne)).isEqualTo("a");
        assertThat(next(ofTwo)).isEqualTo("b");
        send(session, out, "c");
        send(session, out, "d");
        session.rollback();
        assertThat(next(ofOne)).isEqualTo("a");
        assertThat(next(ofTwo)).isEqualTo("b");
        session.commit();
        assertEmpty(other.createConsumer(out));
        session.rollback();
        assertEmpty(ofOne);
        assertEmpty(ofTwo);
    }

    @Test
    void transactionsOfTwoSessionsKnowNothingOfEachOther() throws Exception {
        Connection connection = started();
        Session one = connection.createSession(Session.SESSION_TRANSACTED);
        Session two = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = one.createQueue("q");
        send(one, queue, "one");
        send(two, queue, "two");
        one.rollback();
        two.commit();
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("two");
        assertEmpty(consumer);
    }

    @Test
    void aSubscriptionGetsACommittedTransactionWhole() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer subscriber = other.createConsumer(topic);
        sendMany(session, topic, 10);
        assertEmpty(subscriber);
        session.commit();
        assertThat(next(subscriber, 10)).startsWith("m0", "m1").endsWith("m9");
    }

    @Test
    void aSubscriberThatComesAfterTheSendButBeforeTheCommitGetsTheMessage() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("t");
        send(session, topic, "a");
        MessageConsumer subscriber = session(Session.AUTO_ACKNOWLEDGE).createConsumer(topic);
        session.commit();
        assertThat(next(subscriber)).isEqualTo("a");
    }

    @Test
    void aListenerMayCommitItsOwnSession() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> seen.add(HeldListener.nameOf(() -> {
            send(session, session.createQueue("out"), textOf(message));
            session.commit();
        })));
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        send(other, queue, "a", "b");
        assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("done");
        assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("done");
        assertThat(next(other.createConsumer(other.createQueue("out")), 2)).containsExactly("a", "b");
    }

    @Test
    void aListenerMayRollBackAndSeesTheMessageAgain() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> seen.add(HeldListener.nameOf(() -> {
            seen.add("redelivered " + message.getJMSRedelivered());
            if (message.getJMSRedelivered()) {
                session.commit();
            } else {
                session.rollback();
            }
        })));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        for (String expected : new String[] {"redelivered false", "done", "redelivered true", "done"}) {
            assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo(expected);
        }
    }

    @Test
    @Section({"6.2.7", "7.3.4"})
    void aCompletionListenerEndsOnlyTransactionsOfOtherSessions() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Session other = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        send(other, queue, "other");
        CompletableFuture<String> outcome = new CompletableFuture<>();
        session.createProducer(queue).send(session.createTextMessage("own"), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                outcome.complete(HeldListener.nameOf(session::commit) + " "
                        + HeldListener.nameOf(session::rollback) + " " + HeldListener.nameOf(other::commit));
            }

            @Override
            public void onException(Message message, Exception exception) {
                outcome.completeExceptionally(exception);
            }
        });
        assertThat(soon(outcome)).isEqualTo("IllegalStateException IllegalStateException done");
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("other");
        assertEmpty(consumer);
        session.commit();
        assertThat(next(consumer)).isEqualTo("own");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Section({"6.2.7", "7.3.4"})
    void endingATransactionWaitsForCallbacks(boolean commit) throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        session.createProducer(session.createQueue("q")).send(session.createMessage(), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                begun.complete(null);
                go.join();
            }

            @Override
            public void onException(Message message, Exception exception) {
                begun.completeExceptionally(exception);
            }
        });
        soon(begun);
        CompletableFuture<Void> ending = blocked(() -> {
            if (commit) {
                session.commit();
            } else {
                session.rollback();
            }
            return null;
        });
        assertThat(ending.isDone()).isFalse();
        go.complete(null);
        soon(ending);
        MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(session.createQueue("q"));
        assertThat(consumer.receive(BRIEFLY) != null).isEqualTo(commit);
    }

    @Test
    void rollingBackSetsFlagAndCountEveryTime() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 1; i <= 4; i++) {
            Message message = consumer.receive(SOON);
            assertThat(message.getJMSRedelivered()).isEqualTo(i > 1);
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(i);
            session.rollback();
        }
    }

    @Test
    void aContextDoesAllThisToo() {
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        JMSContext other = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = other.createConsumer(queue);
        context.createProducer().send(queue, "lost");
        context.rollback();
        context.createProducer().send(queue, "kept");
        assertThat(consumer.receive(BRIEFLY)).isNull();
        context.commit();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("kept");
        other.createProducer().send(queue, "in");
        consumer.close();
        JMSConsumer own = context.createConsumer(queue);
        assertThat(own.receiveBody(String.class, SOON)).isEqualTo("in");
        context.rollback();
        assertThat(own.receiveBody(String.class, SOON)).isEqualTo("in");
        context.commit();
        assertThat(own.receive(BRIEFLY)).isNull();
    }

    @Test
    void theSessionsOfOneDomainDoAllThisToo() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        queues.start();
        QueueSession ofQueues = queues.createQueueSession(true, 0);
        Queue queue = ofQueues.createQueue("q");
        send(ofQueues, queue, "lost");
        ofQueues.rollback();
        send(ofQueues, queue, "kept");
        ofQueues.commit();
        assertThat(next(ofQueues.createReceiver(queue))).isEqualTo("kept");
        ofQueues.rollback();
        TopicConnection topics = closing(factory.createTopicConnection());
        topics.start();
        TopicSession ofTopics = topics.createTopicSession(true, 0);
        Topic topic = ofTopics.createTopic("t");
        MessageConsumer subscriber = ofTopics.createSubscriber(topic);
        send(ofTopics, topic, "lost");
        ofTopics.rollback();
        send(ofTopics, topic, "kept");
        ofTopics.commit();
        assertThat(next(subscriber)).isEqualTo("kept");
        ofTopics.rollback();
        assertThat(next(subscriber)).isEqualTo("kept");
        ofTopics.commit();
    }

    @Test
    @Section({"6.2.7", "6.2.12"})
    void aTransactionOfALostConnectionCannotBeCommitted() throws Exception {
        Broker running = described().start();
        Connection connection = factory.createConnection();
        connection.start();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        send(session, session.createQueue("q"), "a");
        running.close();
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);
        connection.close();
        Session after = session(Session.AUTO_ACKNOWLEDGE);
        assertEmpty(after.createConsumer(after.createQueue("q")));
    }

    @Test
    void aBrowserSeesWhatIsCommittedOnly() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        assertThat(other.createBrowser(queue).getEnumeration().hasMoreElements()).isFalse();
        session.commit();
        assertThat(other.createBrowser(queue).getEnumeration().hasMoreElements()).isTrue();
    }
}
