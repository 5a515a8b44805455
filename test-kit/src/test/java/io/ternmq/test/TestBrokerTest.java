// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.Redelivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestBrokerTest {

    @RegisterExtension
    static final TernMQExtension TERNMQ = TernMQExtension.builder()
            .destination("retried", policy -> policy.withRedelivery(
                    Redelivery.DEFAULT.withMaxDeliveryAttempts(4).withBackoff(1_000, 2.0, 60_000)))
            .seed(5)
            .build();

    // --- time ---------------------------------------------------------------------------------------------------

    @Test
    void expiresMessagesByTheVirtualClock(TestBroker broker, JMSContext context) {
        Queue queue = context.createQueue("offers");
        context.createProducer().setTimeToLive(Duration.ofHours(1).toMillis()).send(queue, "cheap");
        broker.advance(Duration.ofMinutes(59));
        assertThat(broker.queue("offers").depth()).isOne();
        broker.advance(Duration.ofMinutes(1));
        assertThat(broker.queue("offers").depth()).isZero();
        assertThat(broker.queue("offers").totals().expired()).isOne();
    }

    @Test
    void deliversDelayedMessagesWhenTheirTimeHasCome(TestBroker broker, JMSContext context) {
        Queue queue = context.createQueue("reminders");
        context.createProducer().setDeliveryDelay(5_000).send(queue, "later");
        JMSConsumer consumer = context.createConsumer(queue);
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(broker.queue("reminders").scheduled()).isOne();
        broker.advance(Duration.ofSeconds(5));
        assertThat(consumer.receiveBody(String.class, 1)).isEqualTo("later");
    }

    @Test
    void endsAReceiveWhenItsTimeIsOver(TestBroker broker, JMSContext context) throws Exception {
        JMSConsumer consumer = context.createConsumer(context.createQueue("empty"));
        CompletableFuture<Object> received =
                CompletableFuture.supplyAsync(() -> String.valueOf(consumer.receive(60_000)));
        broker.clock().awaitSleepers(1);
        broker.advance(Duration.ofMillis(59_999));
        assertThat(received).isNotDone();
        broker.advance(Duration.ofMillis(1));
        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("null");
    }

    @Test
    void advancesThoughClientsHaveAcknowledgedLazily(TestBroker broker, JMSContext context) {
        Queue queue = context.createQueue("quick");
        for (int i = 0; i < 4; i++) {
            context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(queue, "m" + i);
        }
        JMSConsumer consumer = context.createConsumer(queue);
        for (int i = 0; i < 3; i++) {
            assertThat(consumer.receiveBody(String.class, 1)).isEqualTo("m" + i);
        }
        broker.advance(Duration.ofSeconds(1));
        assertThat(broker.queue("quick").depth()).isOne();
    }

    @Test
    void followsAChainOfRedeliveriesInOneStep(TestBroker broker, JMSContext context) {
        Queue queue = context.createQueue("retried");
        List<Long> attempts = Collections.synchronizedList(new ArrayList<>());
        context.createConsumer(queue).setMessageListener(message -> {
            attempts.add(Duration.between(VirtualClock.DEFAULT_START, broker.clock().now()).toSeconds());
            throw new IllegalStateException("not today");
        });
        context.createProducer().send(queue, "work");
        broker.advance(Duration.ofMinutes(1));
        assertThat(attempts).containsExactly(0L, 1L, 3L, 7L);
        assertThat(broker.queue("DLQ.retried").depth()).isOne();
    }

    @Test
    void waitsForListeners(TestBroker broker, JMSContext context) {
        Queue in = context.createQueue("in");
        Queue out = context.createQueue("out");
        JMSContext forwarding = context.createContext(JMSContext.SESSION_TRANSACTED);
        forwarding.createConsumer(in).setMessageListener(message -> {
            forwarding.createProducer().send(out, message);
            forwarding.commit();
        });
        for (int i = 0; i < 100; i++) {
            context.createProducer().send(in, "m" + i);
        }
        broker.awaitIdle();
        assertThat(broker.queue("in").depth()).isZero();
        assertThat(broker.queue("out").depth()).isEqualTo(100);
        forwarding.close();
    }

    @Test
    void takesAListenerThatWaitsForTheClockForIdle(TestBroker broker, JMSContext context) {
        Queue in = context.createQueue("in");
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        context.createConsumer(in).setMessageListener(message -> {
            try (JMSContext inner = broker.connectionFactory().createContext()) {
                seen.add(String.valueOf(inner.createConsumer(inner.createQueue("answer")).receive(5_000)));
            }
        });
        context.createProducer().send(in, "question");
        broker.awaitIdle();
        assertThat(broker.clock().sleepers()).isOne();
        assertThat(seen).isEmpty();
        broker.advance(Duration.ofSeconds(5));
        assertThat(seen).containsExactly("null");
    }

    // --- crash and restart --------------------------------------------------------------------------------------

    @Test
    void keepsWhatIsPersistentOverACrash(TestBroker broker, JMSContext context) {
        Queue queue = context.createQueue("orders");
        context.createProducer().setDeliveryMode(DeliveryMode.PERSISTENT).send(queue, "kept");
        context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT).send(queue, "lost");
        broker.crash();
        assertThat(broker.isRunning()).isFalse();
        assertThatThrownBy(() -> context.createProducer().send(queue, "too late"))
                .isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(() -> broker.connectionFactory().createContext()).isInstanceOf(JMSRuntimeException.class);
        broker.restart();
        assertThat(broker.isRunning()).isTrue();
        try (JMSContext again = broker.connectionFactory().createContext()) {
            JMSConsumer consumer = again.createConsumer(queue);
            assertThat(consumer.receiveBody(String.class, 1_000)).isEqualTo("kept");
            assertThat(consumer.receiveNoWait()).isNull();
        }
    }

    @Test
    void tellsClientsOfACrash(TestBroker broker, JMSContext context) {
        List<Exception> told = Collections.synchronizedList(new ArrayList<>());
        context.setExceptionListener(told::add);
        broker.crash();
        broker.awaitIdle();
        assertThat(told).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("crash"));
    }

    @Test
    void losesInACrashWhatWasNotDurable(TestBroker broker, JMSContext context, Faults faults) throws Exception {
        Queue queue = context.createQueue("orders");
        context.createProducer().send(queue, "durable");
        faults.store().holdCompletions();
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> context.createProducer().send(queue, "in the air"));
        faults.store().awaitHeldAppends(1);
        broker.awaitIdle();
        assertThat(sending).isNotDone();
        assertThatThrownBy(broker::statistics).isInstanceOf(IllegalStateException.class);
        broker.crash();
        assertThatThrownBy(() -> sending.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(JMSRuntimeException.class);
        broker.restart();
        assertThat(broker.queue("orders").depth()).isOne();
    }

    @Test
    void keepsEverythingPersistentOverAnOrderlyRestart(TestBroker broker, JMSContext context) {
        context.createProducer().send(context.createQueue("orders"), "kept");
        broker.restart();
        assertThat(broker.queue("orders").depth()).isOne();
        assertThat(broker.statistics().connections()).isZero();
        broker.restart();
        assertThat(broker.queue("orders").depth()).isOne();
    }

    @Test
    void survivesManyCrashes(TestBroker broker) {
        for (int i = 1; i <= 20; i++) {
            try (JMSContext context = broker.connectionFactory().createContext()) {
                context.createProducer().send(context.createQueue("orders"), "m" + i);
            }
            broker.crash();
            broker.crash();
            broker.restart();
            assertThat(broker.queue("orders").depth()).isEqualTo(i);
        }
    }

    // --- faults -------------------------------------------------------------------------------------------------

    @Test
    void stopsWhenItsStoreFails(TestBroker broker, JMSContext context, Faults faults) {
        Queue queue = context.createQueue("orders");
        context.createProducer().send(queue, "first");
        faults.store().failAppend(1);
        assertThatThrownBy(() -> context.createProducer().send(queue, "second"))
                .isInstanceOf(JMSRuntimeException.class);
        broker.awaitIdle();
        assertThat(broker.isRunning()).isFalse();
        broker.restart();
        assertThat(broker.queue("orders").depth()).isOne();
    }

    @Test
    void stopsWhenItsStoreThrows(TestBroker broker, JMSContext context, Faults faults) {
        faults.store().throwAtAppend(1);
        assertThatThrownBy(() -> context.createProducer().send(context.createQueue("orders"), "one"))
                .isInstanceOf(JMSRuntimeException.class);
        broker.restart();
        assertThat(broker.queue("orders").depth()).isZero();
    }

    @Test
    void losesAConnectionBeforeTheRequest(TestBroker broker, JMSContext context, Faults faults) {
        Queue queue = context.createQueue("orders");
        context.createProducer().send(queue, "first");
        faults.link().loseConnectionAtRequest(1);
        assertThatThrownBy(() -> context.createProducer().send(queue, "second"))
                .isInstanceOf(JMSRuntimeException.class)
                .hasMessageContaining("lost");
        assertThat(broker.queue("orders").depth()).isOne();
        assertThat(broker.statistics().connections()).isZero();
    }

    @Test
    void losesAConnectionInsteadOfAnAnswer(TestBroker broker, JMSContext context, Faults faults) {
        Queue queue = context.createQueue("orders");
        context.createProducer().send(queue, "first");
        faults.link().loseConnectionAtReply(1);
        assertThatThrownBy(() -> context.createProducer().send(queue, "second"))
                .isInstanceOf(JMSRuntimeException.class);
        assertThat(broker.queue("orders").depth()).as("carried out, though the sender cannot know").isEqualTo(2);
    }

    @Test
    void holdsRepliesBack(TestBroker broker, JMSContext context, Faults faults) throws Exception {
        Queue queue = context.createQueue("orders");
        faults.link().holdReplies();
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> context.createProducer().send(queue, "slow"));
        faults.link().awaitHeldReplies(1);
        assertThat(broker.queue("orders").depth()).isOne();
        assertThat(sending).isNotDone();
        faults.link().releaseReplies();
        sending.get(10, TimeUnit.SECONDS);
    }

    @Test
    void losesEveryConnectionAtOnce(TestBroker broker, Faults faults) {
        try (JMSContext one = broker.connectionFactory().createContext();
                JMSContext other = broker.connectionFactory().createContext()) {
            assertThat(broker.statistics().connections()).isEqualTo(2);
            faults.link().loseAllConnections();
            assertThat(broker.statistics().connections()).isZero();
            assertThatThrownBy(() -> one.createTemporaryQueue()).isInstanceOf(JMSRuntimeException.class);
            assertThatThrownBy(() -> other.createTemporaryQueue()).isInstanceOf(JMSRuntimeException.class);
        }
    }
}
