// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("6.2.9 to 6.2.12 Order, acknowledgement and duplicates")
@Section("6.2.10")
class OrderAndAcknowledgementTest extends Stage {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Section("6.2.9.1")
    void whatASessionSendsToAQueueArrivesInThatOrder(boolean persistent) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer one = session.createProducer(queue);
        MessageProducer two = session.createProducer(null);
        int mode = persistent ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (i % 2 == 0) {
                one.send(session.createTextMessage("m" + i), mode, 4, 0);
            } else {
                two.send(queue, session.createTextMessage("m" + i), mode, 4, 0);
            }
            sent.add("m" + i);
        }
        assertThat(next(session.createConsumer(queue), 40)).isEqualTo(sent);
    }

    @Test
    @Section("6.2.9.1")
    void everySubscriberGetsTheOrderOfTheSession() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        List<MessageConsumer> subscribers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            subscribers.add(session(Session.AUTO_ACKNOWLEDGE).createConsumer(topic));
        }
        sendMany(session, topic, 30);
        List<String> first = next(subscribers.get(0), 30);
        assertThat(first).startsWith("m0", "m1", "m2").endsWith("m29");
        assertThat(next(subscribers.get(1), 30)).isEqualTo(first);
        assertThat(next(subscribers.get(2), 30)).isEqualTo(first);
    }

    @Test
    @Section("6.2.9.1")
    void acknowledgementFollowsTheOrderInWhichTheSessionConsumed() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue one = session.createQueue("one");
        Queue two = session.createQueue("two");
        send(session, one, "a", "c");
        send(session, two, "b", "d");
        MessageConsumer ofOne = session.createConsumer(one);
        MessageConsumer ofTwo = session.createConsumer(two);
        assertThat(next(ofOne)).isEqualTo("a");
        Message b = ofTwo.receive(SOON);
        b.acknowledge();
        assertThat(next(ofOne)).isEqualTo("c");
        assertThat(next(ofTwo)).isEqualTo("d");
        session.recover();
        assertThat(next(ofOne)).isEqualTo("c");
        assertThat(next(ofTwo)).isEqualTo("d");
    }

    @Test
    @Section("6.2.9.2")
    void aHigherPriorityMayJumpAhead() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int priority : new int[] {1, 9, 4, 9, 1}) {
            producer.send(session.createTextMessage("p" + priority), DeliveryMode.PERSISTENT, priority, 0);
        }
        assertThat(next(session.createConsumer(queue), 5)).containsExactly("p9", "p9", "p4", "p1", "p1");
    }

    @Test
    @Section("6.2.9.2")
    void aLaterDeliveryTimeMeansLaterDelivery() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().setDeliveryDelay(200).send(queue, "later");
        context.createProducer().send(queue, "now");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("now");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("later");
    }

    @Test
    @Section("6.2.9.2")
    void orderWithinADeliveryModeHoldsWhenModesAreMixed() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 20; i++) {
            int mode = i % 2 == 0 ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
            producer.send(session.createTextMessage(mode + ":" + i), mode, 4, 0);
        }
        List<String> received = next(session.createConsumer(queue), 20);
        for (int mode : new int[] {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT}) {
            List<Integer> numbers = received.stream().filter(text -> text.startsWith(mode + ":"))
                    .map(text -> Integer.valueOf(text.substring(2))).toList();
            assertThat(numbers).hasSize(10).isSorted();
        }
    }

    @Test
    @Section("6.2.9.2")
    void aTransactionKeepsItsOrderForEachDestination() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue one = session.createQueue("one");
        Queue two = session.createQueue("two");
        for (int i = 0; i < 10; i++) {
            send(session, one, "a" + i);
            send(session, two, "b" + i);
        }
        session.commit();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(other.createConsumer(one), 10)).isSorted();
        assertThat(next(other.createConsumer(two), 10)).isSorted();
    }

    // --- acknowledgement ----------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section({"6.2.10", "6.2.11"})
    void whatASessionAcknowledgedByItselfNeverComesAgain(int mode) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(other, queue, 10);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer, 5)).endsWith("m4");
        session.recover();
        assertThat(next(consumer)).isEqualTo("m5");
        connection.close();
        assertThat(next(other.createConsumer(queue), 4)).containsExactly("m6", "m7", "m8", "m9");
    }

    @Test
    void clientAcknowledgementCoversAllThatTheSessionDelivered() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Topic topic = session.createTopic("t");
        MessageConsumer ofTopic = session.createConsumer(topic);
        MessageConsumer ofQueue = session.createConsumer(queue);
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        send(other, queue, "a", "b");
        send(other, topic, "c");
        assertThat(next(ofQueue, 2)).containsExactly("a", "b");
        ofTopic.receive(SOON).acknowledge();
        session.recover();
        assertThat(ofTopic.receiveNoWait()).isNull();
        connection.close();
        assertEmpty(other.createConsumer(queue));
    }

    @Test
    void acknowledgingAnEarlierMessageCoversTheLaterOnesToo() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a", "b", "c");
        MessageConsumer consumer = session.createConsumer(queue);
        Message first = consumer.receive(SOON);
        assertThat(next(consumer)).isEqualTo("b");
        first.acknowledge();
        assertThat(next(consumer)).isEqualTo("c");
        session.recover();
        assertThat(next(consumer)).isEqualTo("c");
        assertEmpty(consumer);
    }

    @Test
    void acknowledgingTwiceIsNothing() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        Message message = consumer.receive(SOON);
        message.acknowledge();
        message.acknowledge();
        session.recover();
        assertEmpty(consumer);
    }

    @Test
    void aMessageThatWasNotReceivedAcknowledgesNothing() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Message own = session.createTextMessage("a");
        session.createProducer(queue).send(own);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("a");
        own.acknowledge();
        session.recover();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    void aContextAcknowledgesWhatItConsumedAndOnlyThat() {
        JMSContext context = context(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSContext sibling = closing(context.createContext(JMSContext.CLIENT_ACKNOWLEDGE));
        Queue one = context.createQueue("one");
        Queue two = context.createQueue("two");
        sibling.createProducer().send(one, "a").send(two, "b");
        JMSConsumer own = context.createConsumer(one);
        JMSConsumer other = sibling.createConsumer(two);
        assertThat(own.receiveBody(String.class, SOON)).isEqualTo("a");
        assertThat(other.receiveBody(String.class, SOON)).isEqualTo("b");
        context.acknowledge();
        context.recover();
        sibling.recover();
        assertThat(own.receive(BRIEFLY)).isNull();
        assertThat(other.receiveBody(String.class, SOON)).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(ints = {JMSContext.AUTO_ACKNOWLEDGE, JMSContext.DUPS_OK_ACKNOWLEDGE, JMSContext.SESSION_TRANSACTED})
    @Section({"6.2.10", "JMSContext"})
    void acknowledgeOfAContextDoesNothingInOtherModes(int mode) {
        JMSContext context = context(mode);
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        sender.createProducer().send(queue, "a");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        context.acknowledge();
        if (mode == JMSContext.SESSION_TRANSACTED) {
            context.rollback();
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        } else {
            assertThat(consumer.receive(BRIEFLY)).isNull();
        }
    }

    @Test
    void recoverBeginsAgainAfterTheLastAcknowledgedMessage() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 6);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 1);
        consumer.receive(SOON).acknowledge();
        assertThat(next(consumer, 2)).containsExactly("m2", "m3");
        session.recover();
        for (int i = 2; i < 6; i++) {
            Message message = consumer.receive(SOON);
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isEqualTo(i < 4);
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(i < 4 ? 2 : 1);
        }
    }

    @Test
    void afterRecoverAMoreImportantMessageMayComeFirst() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("a");
        session.createProducer(queue).send(session.createTextMessage("urgent"), DeliveryMode.PERSISTENT, 9, 0);
        session.recover();
        assertThat(next(consumer, 2)).containsExactly("urgent", "a");
    }

    @Test
    void recoverBringsBackTheMessagesOfASubscription() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        MessageConsumer untouched = session(Session.CLIENT_ACKNOWLEDGE).createConsumer(topic);
        send(session, topic, "a", "b");
        assertThat(next(consumer, 2)).containsExactly("a", "b");
        session.recover();
        assertThat(next(consumer, 2)).containsExactly("a", "b");
        Message first = untouched.receive(SOON);
        assertThat(first.getJMSRedelivered()).as("each copy is a message of its own").isFalse();
    }

    @Test
    void recoverWithNothingToRecoverIsNothing() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        session.recover();
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        session.recover();
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void recoverOnAStoppedConnectionTakesEffectWhenItIsStarted() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("a");
        connection.stop();
        session.recover();
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    void aListenerAcknowledgesBetweenItsMessages() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        session.createConsumer(queue).setMessageListener(message -> seen.add(HeldListener.nameOf(() -> {
            if (textOf(message).equals("m1")) {
                message.acknowledge();
            }
        })));
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        sendMany(other, queue, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("done");
        }
        connection.close();
        MessageConsumer consumer = other.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("m2");
        assertEmpty(consumer);
    }

    @Test
    @Section({"6.2.10", "6.1.8"})
    void acknowledgingAfterTheSessionIsClosedIsRefusedInEveryMode() throws Exception {
        for (int mode : new int[] {0, 1, 2, 3, 4, 101}) {
            Session session = session(mode);
            Queue queue = session.createQueue("q" + mode);
            send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
            Message message = session.createConsumer(queue).receive(SOON);
            session.close();
            assertThatThrownBy(message::acknowledge).as("mode %d", mode).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @Section("6.2.12")
    void everyMessageComesOnceToOneOfTheConsumers() throws Exception {
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = sender.createQueue("q");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        Connection connection = started();
        for (int i = 0; i < 3; i++) {
            connection.createSession().createConsumer(queue).setMessageListener(
                    message -> seen.add(HeldListener.nameOf(() -> seen.add(textOf(message)))));
        }
        sendMany(sender, queue, 60);
        await("all messages", () -> seen.size() == 120);
        List<String> texts = seen.stream().filter(text -> text.startsWith("m")).toList();
        assertThat(texts).hasSize(60).doesNotHaveDuplicates();
    }
}
