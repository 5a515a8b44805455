// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("8.7 Receiving messages asynchronously")
@Section({"8.7", "MessageListener"})
class AsynchronousReceivingTest extends Stage {

    /** What listeners noted, in order. */
    private final BlockingQueue<String> noted = new LinkedBlockingQueue<>();

    private interface Step {
        void run() throws Exception;
    }

    /** Notes what became of a step: done, or the class of the exception. */
    private void note(Step step) {
        try {
            step.run();
            noted.add("done");
        } catch (Exception e) {
            noted.add(e.getClass().getSimpleName());
        }
    }

    /** A listener that notes text, count and flag of each message and then does something. */
    private MessageListener noting(MessageListener then) {
        return message -> {
            try {
                String flag = message.getJMSRedelivered() ? "!" : "";
                noted.add(textOf(message) + flag + message.getIntProperty("JMSXDeliveryCount"));
            } catch (JMSException e) {
                noted.add(e.toString());
            }
            then.onMessage(message);
        };
    }

    private @Nullable String noted() throws InterruptedException {
        return noted.poll(SOON, TimeUnit.MILLISECONDS);
    }

    private List<String> noted(int count) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(String.valueOf(noted()));
        }
        return all;
    }

    private void assertNothingMore() throws InterruptedException {
        assertThat(noted.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
    }

    private static RuntimeException onPurpose() {
        return new UnsupportedOperationException("on purpose");
    }

    @Test
    void aListenerGetsWhatWaitsAndWhatComesLater() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(sender, queue, "before");
        session.createConsumer(queue).setMessageListener(noting(message -> {}));
        assertThat(noted()).isEqualTo("before1");
        send(sender, queue, "after");
        assertThat(noted()).isEqualTo("after1");
    }

    @Test
    @Section({"8.7", "JMSConsumer"})
    void aContextsConsumerListensToQueueAndTopic() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer ofQueue = context.createConsumer(context.createQueue("q"));
        MessageListener listener = noting(message -> {});
        ofQueue.setMessageListener(listener);
        assertThat(ofQueue.getMessageListener()).isSameAs(listener);
        sender.createProducer().send(context.createQueue("q"), "a");
        assertThat(noted()).isEqualTo("a1");
        JMSConsumer ofTopic = context.createConsumer(context.createTopic("t"));
        ofTopic.setMessageListener(listener);
        sender.createProducer().send(context.createTopic("t"), "b");
        assertThat(noted()).isEqualTo("b1");
    }

    @Test
    @Section({"8.7", "QueueReceiver", "TopicSubscriber"})
    void receiversAndSubscribersListen() throws Exception {
        QueueConnection queues = closing(factory.createQueueConnection());
        TopicConnection topics = closing(factory.createTopicConnection());
        QueueSession queueSession = queues.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
        TopicSession topicSession = topics.createTopicSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue queue = queueSession.createQueue("q");
        Topic topic = topicSession.createTopic("t");
        queueSession.createReceiver(queue).setMessageListener(noting(message -> {}));
        topicSession.createSubscriber(topic).setMessageListener(noting(message -> {}));
        queues.start();
        topics.start();
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, queue, "a");
        assertThat(noted()).isEqualTo("a1");
        send(sender, topic, "b");
        assertThat(noted()).isEqualTo("b1");
    }

    @Test
    @Section({"8.7", "6.1.4"})
    void noListenerIsCalledBeforeTheStart() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {}));
        send(session, queue, "a");
        assertNothingMore();
        connection.start();
        assertThat(noted()).isEqualTo("a1");
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"8.7", "3.4.7", "3.5.11"})
    void aFailureIsRedeliveredAtOnceWithFlagAndCount(int mode) throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 3);
        AtomicInteger failures = new AtomicInteger(3);
        session.createConsumer(queue).setMessageListener(noting(message -> {
            if (failures.getAndDecrement() > 0) {
                throw onPurpose();
            }
        }));
        connection.start();
        assertThat(noted(6)).containsExactly("m01", "m0!2", "m0!3", "m0!4", "m11", "m21");
        assertNothingMore();
    }

    @Test
    void aFailureInTheMiddleOfABacklogKeepsTheOrder() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 100);
        AtomicInteger calls = new AtomicInteger();
        session.createConsumer(queue).setMessageListener(noting(message -> {
            if (calls.incrementAndGet() % 10 == 5) {
                throw onPurpose();
            }
        }));
        connection.start();
        List<String> texts = new ArrayList<>();
        String last = "";
        while (!last.startsWith("m99")) {
            last = String.valueOf(noted());
            if (!last.contains("!")) {
                texts.add(last);
            }
        }
        assertThat(texts).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(texts.get(i)).isEqualTo("m" + i + "1");
        }
    }

    @Test
    void aSubscribersFailureConcernsItsCopyOnly() throws Exception {
        Connection connection = stopped();
        Session one = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = one.createTopic("t");
        AtomicInteger failures = new AtomicInteger(1);
        one.createConsumer(topic).setMessageListener(noting(message -> {
            if (failures.getAndDecrement() > 0) {
                throw onPurpose();
            }
        }));
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(topic);
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        connection.start();
        assertThat(noted(2)).containsExactly("a1", "a!2");
        Message copy = other.receive(SOON);
        assertThat(copy.getJMSRedelivered()).isFalse();
        assertEmpty(other);
    }

    @Test
    void theProviderGivesUpOnAMessageThatAlwaysFails() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {
            throw onPurpose();
        }));
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        send(other, queue, "a");
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(noted()).isEqualTo(attempt == 1 ? "a1" : "a!" + attempt);
        }
        assertNothingMore();
        assertThat(next(other.createConsumer(other.createQueue("DLQ.q")))).isEqualTo("a");
    }

    @Test
    void anErrorIsTreatedLikeARuntimeException() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        AtomicInteger failures = new AtomicInteger(1);
        session.createConsumer(queue).setMessageListener(noting(message -> {
            if (failures.getAndDecrement() > 0) {
                throw new AssertionError("on purpose");
            }
        }));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(noted(3)).containsExactly("a1", "a!2", "b1");
    }

    @Test
    void inClientModeAFailedMessageComesAgainAfterARecover() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {
            try {
                if (textOf(message).equals("a") && !message.getJMSRedelivered()) {
                    throw onPurpose();
                }
                if (textOf(message).equals("b") && !message.getJMSRedelivered()) {
                    session.recover();
                }
            } catch (JMSException e) {
                noted.add(e.toString());
            }
        }));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(noted(4)).containsExactly("a1", "b1", "a!2", "b!2");
        assertNothingMore();
    }

    @Test
    void inATransactionAFailureRollsNothingBack() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {
            try {
                if (textOf(message).equals("a")) {
                    throw onPurpose();
                }
                session.commit();
            } catch (JMSException e) {
                noted.add(e.toString());
            }
        }));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(noted(2)).containsExactly("a1", "b1");
        assertNothingMore();
        session.close();
        assertEmpty(session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 101})
    @Section({"8.7", "6.2.10"})
    void aListenerAcknowledgesMessagesOneByOne(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {
            try {
                if (!textOf(message).equals("m1")) {
                    message.acknowledge();
                }
            } catch (JMSException e) {
                noted.add(e.toString());
            }
        }));
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 3);
        assertThat(noted(3)).containsExactly("m01", "m11", "m21");
        session.close();
        MessageConsumer rest = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(rest)).isEqualTo("m1");
        assertEmpty(rest);
    }

    @Test
    @Section({"8.7", "6.2.10"})
    void inAutoModeAMessageIsAcknowledgedWhenItsListenerReturns() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        session.createConsumer(queue).setMessageListener(message -> {
            entered.countDown();
            note(() -> assertThat(leave.await(SOON, TimeUnit.MILLISECONDS)).isTrue());
        });
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        send(other, queue, "a");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(other.createBrowser(queue).getEnumeration().hasMoreElements()).isTrue();
        leave.countDown();
        assertThat(noted()).isEqualTo("done");
        session.close();
        assertThat(other.createBrowser(queue).getEnumeration().hasMoreElements()).isFalse();
    }

    @Test
    @Section("6.2.13")
    void oneListenerForSeveralConsumersIsNeverCalledTwiceAtOnce() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        MessageListener listener = message -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            noted.add("seen");
        };
        for (int i = 0; i < 4; i++) {
            Topic topic = session.createTopic("t" + i % 2);
            session.createConsumer(topic).setMessageListener(listener);
        }
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(sender, sender.createTopic("t0"), 50);
        sendMany(sender, sender.createTopic("t1"), 50);
        connection.start();
        assertThat(noted(200)).hasSize(200).containsOnly("seen");
        assertThat(most).hasValue(1);
    }

    @Test
    @Section("6.2.14")
    void aBusySessionDoesNotHoldUpAnother() throws Exception {
        Connection connection = started();
        Session busy = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session free = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue one = busy.createQueue("one");
        Queue two = busy.createQueue("two");
        CountDownLatch leave = new CountDownLatch(1);
        busy.createConsumer(one).setMessageListener(message ->
                note(() -> assertThat(leave.await(SOON, TimeUnit.MILLISECONDS)).isTrue()));
        free.createConsumer(two).setMessageListener(noting(message -> {}));
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, one, "long");
        send(sender, two, "a", "b", "c");
        assertThat(noted(3)).containsExactly("a1", "b1", "c1");
        leave.countDown();
        assertThat(noted()).isEqualTo("done");
    }

    @Test
    @Section("6.2.6")
    void aSecondListenerIsSetWhileTheFirstOneRuns() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue one = context.createQueue("one");
        Queue two = context.createQueue("two");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        context.createConsumer(one).setMessageListener(message -> {
            entered.countDown();
            note(() -> assertThat(leave.await(SOON, TimeUnit.MILLISECONDS)).isTrue());
        });
        sender.createProducer().send(one, "long").send(two, "a");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        context.createConsumer(two).setMessageListener(noting(message -> {}));
        leave.countDown();
        assertThat(noted(2)).containsExactly("done", "a1");
    }

    @Test
    @Section({"6.2.5", "8.7"})
    void receivingInsideAListenerOfTheSessionIsRefused() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer second = session.createConsumer(session.createQueue("second"));
        session.createConsumer(queue).setMessageListener(message -> {
            note(() -> second.receive(1));
            note(second::receiveNoWait);
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(noted(2)).containsExactly("IllegalStateException", "IllegalStateException");
    }

    @Test
    void aListenerMayReceiveInAnotherSession() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session second = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer details = second.createConsumer(second.createQueue("details"));
        session.createConsumer(queue).setMessageListener(message -> note(() ->
                noted.add(textOf(message) + next(details))));
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, sender.createQueue("details"), "z");
        send(sender, queue, "a");
        assertThat(noted(2)).containsExactly("az", "done");
    }

    @Test
    void aListenerMayBrowseSendAndReply() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(message -> note(() -> {
            assertThat(session.createBrowser(queue).getEnumeration().hasMoreElements()).isTrue();
            session.createProducer(message.getJMSReplyTo()).send(session.createTextMessage("re"));
        }));
        Session client = session(Session.AUTO_ACKNOWLEDGE);
        Queue replies = client.createTemporaryQueue();
        MessageConsumer consumer = client.createConsumer(replies);
        TextMessage request = client.createTextMessage("a");
        request.setJMSReplyTo(replies);
        client.createProducer(queue).send(request);
        assertThat(noted()).isEqualTo("done");
        assertThat(next(consumer)).isEqualTo("re");
    }

    @Test
    void aListenerMayRemoveItself() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(noting(message -> note(() -> consumer.setMessageListener(null))));
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 3);
        assertThat(noted(2)).containsExactly("m01", "done");
        assertNothingMore();
        assertThat(next(consumer, 2)).containsExactly("m1", "m2");
    }

    @Test
    void withoutAListenerMessagesWaitForReceive() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(noting(message -> {}));
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, queue, "a");
        assertThat(noted()).isEqualTo("a1");
        consumer.setMessageListener(null);
        consumer.setMessageListener(null);
        send(sender, queue, "b");
        assertNothingMore();
        assertThat(next(consumer)).isEqualTo("b");
    }

    @Test
    @Section({"8.7", "6.2.7"})
    void severalListenersShareTheTransactionOfTheirSession() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue one = session.createQueue("one");
        Queue two = session.createQueue("two");
        AtomicInteger received = new AtomicInteger();
        MessageListener listener = noting(message -> note(() -> {
            if (received.incrementAndGet() == 2) {
                session.rollback();
            } else if (received.get() == 4) {
                session.commit();
            }
        }));
        session.createConsumer(one).setMessageListener(listener);
        session.createConsumer(two).setMessageListener(listener);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, one, "a");
        send(sender, two, "b");
        connection.start();
        assertThat(noted(8)).containsExactlyInAnyOrder("a1", "b1", "a!2", "b!2", "done", "done", "done", "done");
        session.close();
        assertEmpty(sender.createConsumer(one));
        assertEmpty(sender.createConsumer(two));
    }

    @Test
    void aListenerOnADurableSubscriptionGetsWhatWasCollected() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = context.createTopic("t");
        context.createSharedDurableConsumer(topic, "s").close();
        context.createProducer().send(topic, "a").send(topic, "b");
        CompletableFuture<String> second = new CompletableFuture<>();
        context.createSharedDurableConsumer(topic, "s").setMessageListener(noting(message -> {
            if (noted.size() == 2) {
                second.complete("both");
            }
        }));
        assertThat(soon(second)).isEqualTo("both");
        assertThat(noted(2)).containsExactly("a1", "b1");
    }
}
