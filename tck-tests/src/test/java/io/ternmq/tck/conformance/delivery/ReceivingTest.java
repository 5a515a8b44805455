// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Consumers: receive, start and stop, close")
@Section("8.5")
class ReceivingTest extends Stage {

    @Test
    void receiveNoWaitFindsWhatWasSentBefore() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receiveNoWait()).isNull();
        sendMany(session, queue, 50);
        for (int i = 0; i < 50; i++) {
            assertThat(textOf(consumer.receiveNoWait())).isEqualTo("m" + i);
        }
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void aTimeOutIsKept() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        long begin = System.nanoTime();
        assertThat(consumer.receive(BRIEFLY)).isNull();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isBetween(BRIEFLY - 1, SOON);
    }

    @Test
    void zeroWaitsUntilThereIsAMessage() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> received = blocked(() -> consumer.receive(0));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(textOf(soon(received))).isEqualTo("a");
    }

    @Test
    @Section({"8.8", "8.5"})
    void aBlockedReceiveReturnsNullWhenItsConsumerIsClosed() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        consumer.close();
        assertThat(soon(received)).isNull();
    }

    @Test
    @Section({"6.2.15", "8.5"})
    void aBlockedReceiveReturnsNullWhenItsSessionIsClosed() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createTopic("t"));
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        session.close();
        assertThat(soon(received)).isNull();
    }

    @Test
    @Section({"6.1.8", "8.5"})
    void aBlockedReceiveReturnsNullWhenItsConnectionIsClosed() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Message> received = blocked(() -> consumer.receive(10_000));
        connection.close();
        assertThat(soon(received)).isNull();
    }

    @Test
    @Section({"6.2.15", "8.6"})
    void aBlockedContextConsumerReturnsNullWhenTheContextIsClosed() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
        CompletableFuture<String> received = blocked(() -> consumer.receiveBody(String.class));
        context.close();
        assertThat(soon(received)).isNull();
    }

    @Test
    @Section({"6.1.4", "6.1.5", "8.4"})
    void aStoppedConnectionReceivesNothingUntilItIsStarted() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        sendMany(session, queue, 3);
        assertThat(consumer.receiveNoWait()).isNull();
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer)).isEqualTo("m0");
        connection.stop();
        assertThat(consumer.receiveNoWait()).isNull();
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer, 2)).containsExactly("m1", "m2");
    }

    @Test
    @Section({"6.1.5", "8.4"})
    void aReceiveThatBlocksOnAStoppedConnectionGoesOnWhenItIsStarted() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        connection.start();
        assertThat(textOf(soon(received))).isEqualTo("a");
    }

    @Test
    @Section({"6.1.5", "Connection"})
    void startAndStopTwiceAreNoErrors() throws Exception {
        Connection connection = stopped();
        connection.stop();
        connection.start();
        connection.start();
        connection.stop();
        connection.stop();
        connection.start();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        assertThat(next(session.createConsumer(queue))).isEqualTo("a");
    }

    @Test
    @Section({"6.1.5", "8.3.1"})
    void aStoppedTopicSubscriberMissesNothing() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        connection.stop();
        sendMany(session, topic, 4);
        assertEmpty(consumer);
        connection.start();
        assertThat(next(consumer, 4)).containsExactly("m0", "m1", "m2", "m3");
    }

    @Test
    @Section({"8.6", "JMSConsumer"})
    void receiveBodyThatDoesNotFitLeavesTheMessage() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "text").send(queue, "more");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThatThrownBy(() -> consumer.receiveBody(byte[].class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("text");
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("more");
        assertThat(consumer.receiveBodyNoWait(String.class)).isNull();
    }

    @Test
    @Section({"8.6", "JMSConsumer"})
    void receiveBodyIsRefusedForMessagesWithoutABody() {
        JMSContext context = context(JMSContext.DUPS_OK_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, context.createMessage());
        JMSConsumer consumer = context.createConsumer(queue);
        assertThatThrownBy(() -> consumer.receiveBody(Object.class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);
        assertThat(consumer.receive(SOON)).isNotNull();
    }

    @Test
    @Section({"8.6", "JMSConsumer"})
    void aTransactedReceiveBodyThatDoesNotFitIsPartOfTheTransaction() {
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        Queue queue = context.createQueue("q");
        context.createProducer().send(queue, "text");
        context.commit();
        JMSConsumer consumer = context.createConsumer(queue);
        assertThatThrownBy(() -> consumer.receiveBody(byte[].class, SOON))
                .isInstanceOf(MessageFormatRuntimeException.class);
        context.rollback();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("text");
    }

    @Test
    @Section({"4.1.2", "8.1"})
    void aSelectorDecidesWhoGetsAMessageOfAQueue() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer even = session.createConsumer(queue, "n = 2 OR n = 4");
        MessageConsumer rest = session.createConsumer(queue, "n <> 2 AND n <> 4");
        for (int i = 1; i <= 5; i++) {
            Message message = session.createTextMessage("n" + i);
            message.setIntProperty("n", i);
            session.createProducer(queue).send(message);
        }
        assertThat(next(rest, 3)).containsExactly("n1", "n3", "n5");
        assertThat(next(even, 2)).containsExactly("n2", "n4");
        assertThat(even.getMessageSelector()).isEqualTo("n = 2 OR n = 4");
    }

    @Test
    @Section({"8.1", "MessageConsumer"})
    void anEmptySelectorIsNone() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a");
        MessageConsumer consumer = session.createConsumer(queue, "");
        assertThat(consumer.getMessageSelector()).isNull();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    @Section({"10.3", "Session"})
    void whatIsNoSelectorOrDestinationIsRefused() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        assertThatThrownBy(() -> session.createConsumer(queue, "=(missingleft)"))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createConsumer(session.createTopic("t"), "a = "))
                .isInstanceOf(InvalidSelectorException.class);
        assertThatThrownBy(() -> session.createConsumer(null)).isInstanceOf(InvalidDestinationException.class);
        assertThatThrownBy(() -> session.createConsumer(null, "a = 1"))
                .isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    @Section({"8.8", "6.2.15"})
    void aClosedConsumerRefusesEverythingButClose() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        QueueReceiver receiver = (QueueReceiver) session.createConsumer(session.createQueue("q"));
        TopicSubscriber subscriber = (TopicSubscriber) session.createConsumer(session.createTopic("t"));
        for (MessageConsumer consumer : List.of(receiver, subscriber)) {
            consumer.close();
            consumer.close();
            assertThatThrownBy(() -> consumer.receive()).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> consumer.receive(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(consumer::getMessageListener).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(consumer::getMessageSelector).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> consumer.setMessageListener(message -> {}))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(receiver::getQueue).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(subscriber::getTopic).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(subscriber::getNoLocal).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Section({"8.8", "6.2.9.1"})
    void closingAConsumerGivesItsMessagesToOthersInOrder() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 200);
        MessageConsumer first = session.createConsumer(queue);
        List<String> all = new ArrayList<>(next(first, 70));
        first.close();
        all.addAll(next(session.createConsumer(queue), 130));
        for (int i = 0; i < 200; i++) {
            assertThat(all.get(i)).isEqualTo("m" + i);
        }
    }

    @Test
    @Section({"8.5", "MessageConsumer"})
    void aMessageWhoseReceiverWasInterruptedIsNotLost() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Thread> receiver = new CompletableFuture<>();
        CompletableFuture<Message> received = elsewhere(() -> {
            receiver.complete(Thread.currentThread());
            return consumer.receive();
        });
        awaitParked(soon(receiver));
        soon(receiver).interrupt();
        assertThatThrownBy(() -> soon(received)).isInstanceOf(jakarta.jms.JMSException.class);
        send(session, queue, "a");
        assertThat(next(consumer)).isEqualTo("a");
    }
}
