// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Competing consumers, priority, time to live, delivery delay, transactions")
@Section({"4.1.2", "8.2"})
class DistributionTest extends Stage {

    @ParameterizedTest
    @ValueSource(ints = {
        Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.SESSION_TRANSACTED,
        101
    })
    void anIdleConsumerKeepsNothingFromOthers(int mode) throws Exception {
        Session idle = session(mode);
        Queue queue = idle.createQueue("q");
        MessageConsumer first = idle.createConsumer(queue);
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 1_000);
        Set<String> all = new TreeSet<>(next(first, 100));
        MessageConsumer second = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        while (all.size() < 1_000) {
            assertThat(all.add(next(second))).isTrue();
        }
        assertEmpty(second);
        assertThat(first.receiveNoWait()).isNull();
    }

    @Test
    void aReceiverInATransactionGetsWhatAnIdleOneHolds() throws Exception {
        Session idle = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = idle.createQueue("q");
        MessageConsumer first = idle.createConsumer(queue);
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 300);
        next(first, 50);
        Session transacted = session(Session.SESSION_TRANSACTED);
        MessageConsumer second = transacted.createConsumer(queue);
        assertThat(next(second, 250)).doesNotHaveDuplicates();
        transacted.commit();
        assertEmpty(second);
    }

    @Test
    void aBusyListenerKeepsNothingFromOthers() throws Exception {
        Session busy = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = busy.createQueue("q");
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        busy.createConsumer(queue).setMessageListener(message -> {
            if (heard.incrementAndGet() == 200) {
                try {
                    release.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 1_000);
        await("the listener is stuck", () -> heard.get() == 200);
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(other, 800)).doesNotHaveDuplicates();
        assertEmpty(other);
        release.countDown();
    }

    @Test
    @Section({"6.1.5", "4.1.2"})
    void aStoppedConsumerKeepsNothingFromOthers() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 500);
        MessageConsumer first = session.createConsumer(queue);
        next(first, 100);
        connection.stop();
        MessageConsumer second = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        List<String> rest = next(second, 400);
        for (int i = 0; i < 400; i++) {
            assertThat(rest.get(i)).isEqualTo("m" + (100 + i));
        }
    }

    @Test
    @Section({"4.1.2", "8.5"})
    void blockedConsumersOfOneQueueAreAllServed() throws Exception {
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = sender.createQueue("q");
        List<CompletableFuture<Message>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
            waiting.add(blocked(() -> consumer.receive()));
        }
        sendMany(sender, queue, 5);
        Set<String> got = new TreeSet<>();
        for (CompletableFuture<Message> received : waiting) {
            got.add(textOf(soon(received)));
        }
        assertThat(got).containsExactly("m0", "m1", "m2", "m3", "m4");
    }

    @Test
    void aSelectiveConsumerDoesNotHoldUpTheOthers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 20);
        MessageConsumer never = session.createConsumer(queue, "unknown = 1");
        assertThat(never.receiveNoWait()).isNull();
        assertThat(next(session.createConsumer(queue), 20)).hasSize(20);
    }

    // --- priority, time to live, delay --------------------------------------------------------------------------

    @Test
    @Section({"3.4.10", "6.2.9.2"})
    void higherPriorityComesFirstAndOrderHoldsWithin() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSProducer producer = context.createProducer();
        for (int round = 0; round < 3; round++) {
            for (int priority = 0; priority <= 9; priority++) {
                producer.setPriority(priority).send(queue, "p" + priority + "." + round);
            }
        }
        JMSConsumer consumer = context.createConsumer(queue);
        for (int priority = 9; priority >= 0; priority--) {
            for (int round = 0; round < 3; round++) {
                assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("p" + priority + "." + round);
            }
        }
    }

    @Test
    @Section({"3.4.9", "7.8"})
    void anExpiredMessageIsNeverDelivered() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        for (int i = 0; i < 10; i++) {
            context.createProducer().setTimeToLive(1).send(queue, "short" + i);
        }
        context.createProducer().setTimeToLive(60_000).send(queue, "long");
        long past = System.nanoTime() + 5_000_000;
        await("time", () -> System.nanoTime() > past);
        Message message = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(textOf(message)).isEqualTo("long");
        assertThat(message.getJMSExpiration()).isGreaterThan(message.getJMSTimestamp() + 59_000);
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @Test
    @Section({"3.4.9", "7.8"})
    void aMessageThatExpiresWhileAReceiverHoldsItReadyIsNotDelivered() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        for (int i = 0; i < 100; i++) {
            context.createProducer().send(queue, "m" + i);
        }
        for (int i = 0; i < 50; i++) {
            context.createProducer().setTimeToLive(40).send(queue, "short" + i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("m" + i);
        }
        long past = System.nanoTime() + 60_000_000;
        await("time", () -> System.nanoTime() > past);
        assertThat(consumer.receive(BRIEFLY)).isNull();
    }

    @Test
    @Section({"7.9", "3.4.13"})
    void aDelayedMessageComesInTimeAndNeverEarly() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        long begin = System.currentTimeMillis();
        context.createProducer().setDeliveryDelay(150).send(queue, "late");
        context.createProducer().setDeliveryDelay(100).send(queue, "earlier");
        context.createProducer().send(queue, "now");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("now");
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("earlier");
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(begin + 100);
        Message late = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(textOf(late)).isEqualTo("late");
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(late.getJMSDeliveryTime());
        assertThat(late.getJMSDeliveryTime()).isGreaterThanOrEqualTo(begin + 150);
        assertThat(late.getJMSRedelivered()).isFalse();
    }

    @Test
    @Section("7.9")
    void aDelayedMessageOfATopicGoesToThoseSubscribedWhenItIsSent() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer early = session.createConsumer(topic);
        MessageProducer producer = session.createProducer(topic);
        producer.setDeliveryDelay(80);
        producer.send(session.createTextMessage("delayed"));
        assertThat(early.receiveNoWait()).isNull();
        assertThat(next(early)).isEqualTo("delayed");
    }

    @Test
    @Section({"7.9", "6.2.7"})
    void theDelayOfATransactedMessageBeginsWithTheSend() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(60);
        producer.send(session.createTextMessage("delayed"));
        long past = System.nanoTime() + 80_000_000;
        await("time", () -> System.nanoTime() > past);
        session.commit();
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(textOf(consumer.receiveNoWait())).isEqualTo("delayed");
    }

    // --- local transactions -------------------------------------------------------------------------------------

    @Test
    @Section("6.2.7")
    void aTransactionSendsAndConsumesAtOnce() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Session outside = session(Session.AUTO_ACKNOWLEDGE);
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        sendMany(outside, in, 2);
        MessageConsumer consumer = session.createConsumer(in);
        MessageConsumer result = outside.createConsumer(out);
        next(consumer);
        send(session, out, "result");
        assertEmpty(result);
        session.rollback();
        assertEmpty(result);
        Message again = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(textOf(again)).isEqualTo("m0");
        assertThat(again.getJMSRedelivered()).isTrue();
        send(session, out, "result");
        session.commit();
        assertThat(next(result)).isEqualTo("result");
        assertThat(next(consumer)).isEqualTo("m1");
        session.close();
        MessageConsumer rest = outside.createConsumer(in);
        assertThat(next(rest)).isEqualTo("m1");
        assertEmpty(rest);
    }

    @Test
    @Section({"6.2.7", "6.2.10"})
    void aRollbackRestoresTheOrderOfSeveralConsumers() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Session outside = session(Session.AUTO_ACKNOWLEDGE);
        Queue one = session.createQueue("one");
        Queue two = session.createQueue("two");
        sendMany(outside, one, 20);
        sendMany(outside, two, 20);
        MessageConsumer first = session.createConsumer(one);
        MessageConsumer second = session.createConsumer(two);
        for (int round = 0; round < 3; round++) {
            assertThat(next(first, 5)).containsExactly("m0", "m1", "m2", "m3", "m4");
            assertThat(next(second, 3)).containsExactly("m0", "m1", "m2");
            session.rollback();
        }
        for (int i = 0; i < 20; i++) {
            Message message = Objects.requireNonNull(first.receive(SOON));
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isEqualTo(i < 5);
        }
        session.commit();
        assertThat(next(second)).isEqualTo("m0");
    }

    @Test
    @Section({"6.2.15", "6.2.7"})
    void closingATransactedSessionRollsBack() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        Session outside = session(Session.AUTO_ACKNOWLEDGE);
        send(outside, queue, "a");
        next(session.createConsumer(queue));
        send(session, queue, "never");
        session.close();
        MessageConsumer consumer = outside.createConsumer(queue);
        Message message = Objects.requireNonNull(consumer.receive(SOON));
        assertThat(textOf(message)).isEqualTo("a");
        assertThat(message.getJMSRedelivered()).isTrue();
        assertEmpty(consumer);
    }

    @Test
    @Section({"8.8", "6.2.7"})
    void aClosedConsumersMessagesFollowTheTransaction() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        Session outside = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(outside, queue, 2);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 2);
        consumer.close();
        session.rollback();
        MessageConsumer again = session.createConsumer(queue);
        assertThat(next(again, 2)).containsExactly("m0", "m1");
        again.close();
        session.commit();
        assertEmpty(outside.createConsumer(queue));
    }

    @Test
    @Section("6.2.7")
    void aTransactionConsumesAMessageThatItSentOnlyAfterItsCommit() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        sendMany(session, topic, 3);
        assertEmpty(consumer);
        session.commit();
        assertThat(next(consumer, 3)).containsExactly("m0", "m1", "m2");
        session.commit();
        assertEmpty(consumer);
    }

    @Test
    @Section({"6.2.15", "Session"})
    void commitIsRefusedOnAClosedSession() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        session.close();
        assertThatThrownBy(session::commit).isInstanceOf(jakarta.jms.IllegalStateException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(jakarta.jms.IllegalStateException.class);
    }

    @Test
    @Section({"6.2.9.2", "7.7"})
    void persistentAndNonPersistentMessagesOfOneProducerKeepTheirOrder() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 200; i++) {
            producer.setDeliveryMode(i % 3 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            producer.send(session.createTextMessage("m" + i));
        }
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < 200; i++) {
            assertThat(next(consumer)).isEqualTo("m" + i);
        }
    }
}
