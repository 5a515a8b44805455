// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.receiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("8.4, 8.5 Starting delivery, receiving messages synchronously")
@Section("8.5")
class SynchronousReceivingTest extends Stage {

    @Test
    void receiveWithoutATimeOutReturnsTheNextMessage() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        send(session, queue, "a", "b");
        assertThat(textOf(consumer.receive())).isEqualTo("a");
        assertThat(textOf(consumer.receive())).isEqualTo("b");
    }

    @Test
    void theLongestTimeOutIsNoOverflow() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> received = blocked(() -> consumer.receive(Long.MAX_VALUE));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(textOf(soon(received))).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    @Section({"8.5", "MessageConsumer"})
    void aNegativeTimeOutDoesNotWait(long timeout) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(timeout)).isNull();
        send(session, queue, "a");
        assertThat(textOf(consumer.receive(timeout))).isEqualTo("a");
    }

    @Test
    @Section({"8.5", "JMSConsumer"})
    void zeroWaitsWithoutEndInAContextToo() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        CompletableFuture<String> received = blocked(() -> consumer.receiveBody(String.class, 0));
        context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().send(queue, "a");
        assertThat(soon(received)).isEqualTo("a");
    }

    @Test
    void aMessageThatArrivesWithinTheTimeIsReturnedAtOnce() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        CompletableFuture<Message> received = blocked(() -> consumer.receive(600_000));
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        assertThat(textOf(soon(received))).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {
        Session.AUTO_ACKNOWLEDGE, Session.CLIENT_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE, Session.SESSION_TRANSACTED
    })
    @Section({"8.5", "6.1.4"})
    void receiveNoWaitBeforeTheStartTakesNothing(int mode) throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(mode);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 3);
        for (int i = 0; i < 5; i++) {
            assertThat(consumer.receiveNoWait()).isNull();
        }
        connection.start();
        for (int i = 0; i < 3; i++) {
            Message message = Objects.requireNonNull(consumer.receive(SOON));
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isFalse();
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isOne();
        }
    }

    @Test
    @Section({"8.4", "6.1.5"})
    void whatAStoppedConsumerHeldReadyIsNoRedelivery() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 60);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 30);
        connection.stop();
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        for (int i = 30; i < 60; i++) {
            Message message = Objects.requireNonNull(other.receive(SOON));
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isFalse();
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isOne();
        }
    }

    @Test
    @Section({"8.4", "6.1.4"})
    void aContextStartsItselfForEachKindOfConsumer() {
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        Topic topic = sender.createTopic("t");
        JMSContext unshared = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext shared = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sharedDurable = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext durable = context(JMSContext.AUTO_ACKNOWLEDGE);
        durable.setClientID("me");
        List<JMSConsumer> consumers = List.of(
                unshared.createConsumer(topic), shared.createSharedConsumer(topic, "s"),
                sharedDurable.createSharedDurableConsumer(topic, "s"), durable.createDurableConsumer(topic, "s"));
        sender.createProducer().send(topic, "a");
        for (JMSConsumer consumer : consumers) {
            assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("a");
        }
    }

    @Test
    @Section({"8.4", "JMSContext"})
    void aStoppedContextIsStartedByItsNextConsumer() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer first = context.createConsumer(queue);
        context.stop();
        context.createProducer().send(queue, "a");
        assertThat(first.receiveNoWait()).isNull();
        context.createConsumer(context.createQueue("other"));
        assertThat(first.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    @Section({"8.4", "6.1.4"})
    void contextsOfOneConnectionStartTogether() {
        JMSContext one = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext two = closing(one.createContext(JMSContext.AUTO_ACKNOWLEDGE));
        Queue queue = one.createQueue("q");
        one.setAutoStart(false);
        JMSConsumer waiting = one.createConsumer(queue);
        one.createProducer().send(queue, "a");
        assertThat(waiting.receiveNoWait()).isNull();
        two.createConsumer(one.createQueue("other"));
        assertThat(waiting.receiveBody(String.class, SOON)).isEqualTo("a");
    }

    @Test
    @Section({"8.4", "6.1.5"})
    void theTimeOfAReceiveGoesOnWhileTheConnectionIsStopped() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        send(session, queue, "a");
        assertThat(consumer.receive(BRIEFLY)).isNull();
        connection.start();
        assertThat(next(consumer)).isEqualTo("a");
    }

    @Test
    @Section("MessageConsumer")
    void anInterruptedReceiverIsToldAndStaysInterrupted() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> stillInterrupted = elsewhere(() -> {
            thread.complete(Thread.currentThread());
            assertThatThrownBy(() -> consumer.receive()).isInstanceOf(JMSException.class)
                    .extracting(e -> ((JMSException) e).getErrorCode()).isNotNull();
            return Thread.interrupted();
        });
        awaitParked(soon(thread));
        soon(thread).interrupt();
        assertThat(soon(stillInterrupted)).isTrue();
    }

    @Test
    @Section("6.2.5")
    void twoThreadsCannotReceiveFromOneConsumer() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        assertThatThrownBy(() -> consumer.receive(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateException.class);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(textOf(soon(received))).isEqualTo("a");
    }

    @Test
    @Section("6.2.5")
    void aSessionThatReceivesCannotBeRecoveredOrCommittedMeanwhile() throws Exception {
        Session client = session(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer one = client.createConsumer(client.createQueue("q"));
        CompletableFuture<Message> first = blocked(() -> one.receive());
        assertThatThrownBy(client::recover).isInstanceOf(IllegalStateException.class);
        Session transacted = session(Session.SESSION_TRANSACTED);
        MessageConsumer two = transacted.createConsumer(client.createQueue("q"));
        CompletableFuture<Message> second = blocked(() -> two.receive());
        assertThatThrownBy(transacted::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(transacted::rollback).isInstanceOf(IllegalStateException.class);
        client.close();
        transacted.close();
        assertThat(soon(first)).isNull();
        assertThat(soon(second)).isNull();
    }

    @Test
    @Section("6.2.5")
    void aSessionWithAListenerOnAnyConsumerDoesNotReceive() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer listening = context.createConsumer(context.createTopic("t"));
        JMSConsumer other = context.createConsumer(context.createQueue("q"));
        listening.setMessageListener(message -> {});
        assertThatThrownBy(() -> other.receive(1)).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> other.receiveBodyNoWait(String.class))
                .isInstanceOf(IllegalStateRuntimeException.class);
        listening.close();
        assertThat(other.receiveNoWait()).isNull();
    }

    @Test
    void aTransactionKeepsWhatWasReceived() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        next(session.createConsumer(queue));
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertEmpty(other);
        session.commit();
        assertEmpty(other);
    }

    @Test
    @Section("6.1.5")
    void aStopThatMeetsAWaitingReceiverLeavesItWaiting() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        connection.stop();
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        MessageConsumer witness = session(Session.AUTO_ACKNOWLEDGE).createConsumer(session(1).createQueue("none"));
        assertEmpty(witness);
        assertThat(received).isNotDone();
        connection.start();
        assertThat(textOf(soon(received))).isEqualTo("a");
    }
}
