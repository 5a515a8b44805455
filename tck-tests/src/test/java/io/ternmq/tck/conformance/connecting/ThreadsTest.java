// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.connecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("6.2.5, 6.2.6, 6.2.13 and 6.2.14 Threads, sessions and contexts")
@Section("6.2.5")
class ThreadsTest extends Stage {

    @Test
    void aSessionMayBeHandedFromThreadToThread() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        for (int i = 0; i < 5; i++) {
            String text = "m" + i;
            String received = soon(elsewhere(() -> {
                send(session, queue, text);
                Message message = consumer.receive(SOON);
                message.acknowledge();
                return textOf(message);
            }));
            assertThat(received).isEqualTo(text);
        }
    }

    @Test
    void oneThreadSendsInASessionWhereAnotherWaitsToReceive() throws Exception {
        Connection connection = started();
        Session receiving = connection.createSession();
        Session sending = connection.createSession();
        Queue queue = sending.createQueue("q");
        MessageConsumer consumer = receiving.createConsumer(queue);
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        send(sending, queue, "a");
        assertThat(textOf(soon(received))).isEqualTo("a");
    }

    @Test
    void aSecondThreadThatReceivesFromTheSameConsumerIsRefused() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> first = blocked(() -> consumer.receive());
        assertThatThrownBy(() -> consumer.receive(1)).isInstanceOf(IllegalStateException.class);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(textOf(soon(first))).as("the first is not disturbed").isEqualTo("a");
    }

    @Test
    void whatWouldPullTheTransactionFromUnderAReceiverIsRefused() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        assertThatThrownBy(session::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::rollback).isInstanceOf(IllegalStateException.class);
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(textOf(soon(receiving))).isEqualTo("a");
        session.commit();
    }

    @Test
    void aSessionWithAListenerDoesNotReceiveByItself() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer listening = session.createConsumer(session.createQueue("q"));
        MessageConsumer receiving = session.createConsumer(session.createQueue("other"));
        listening.setMessageListener(message -> {});
        assertThatThrownBy(() -> receiving.receive(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(receiving::receiveNoWait).isInstanceOf(IllegalStateException.class);
        listening.setMessageListener(null);
        assertThat(receiving.receiveNoWait()).isNull();
    }

    @Test
    void closeMayComeFromAnyThread() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        consumer.close();
        assertThat(soon(receiving)).isNull();
        MessageConsumer second = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Message> again = blocked(() -> second.receive());
        session.close();
        assertThat(soon(again)).isNull();
    }

    @Test
    void listenersShareTheProducersOfTheirSession() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        Queue out = session.createQueue("out");
        for (String name : List.of("a", "b")) {
            session.createConsumer(session.createQueue(name)).setMessageListener(message -> {
                try {
                    send(session, out, name);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        }
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        send(other, other.createQueue("a"), "x");
        send(other, other.createQueue("b"), "x");
        connection.start();
        assertThat(next(other.createConsumer(out), 2)).containsExactlyInAnyOrder("a", "b");
    }

    // --- contexts -----------------------------------------------------------------------------------------------

    @Test
    @Section("6.2.6")
    void anotherThreadMayMakeAContextOfOneThatIsReceiving() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        JMSContext second = closing(context.createContext(JMSContext.SESSION_TRANSACTED));
        second.createProducer().send(queue, "a");
        second.commit();
        assertThat(textOf(soon(receiving))).isEqualTo("a");
    }

    @Test
    @Section("6.2.6")
    void anotherThreadMayCloseAContextOrItsConsumer() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
        CompletableFuture<Message> receiving = blocked(() -> consumer.receive());
        consumer.close();
        assertThat(soon(receiving)).isNull();
        JMSConsumer second = context.createConsumer(context.createQueue("q"));
        CompletableFuture<Message> again = blocked(() -> second.receive());
        context.close();
        assertThat(soon(again)).isNull();
    }

    @Test
    @Section("6.2.6")
    void aSecondListenerMayBeSetWhileTheFirstIsBusy() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue one = sender.createQueue("one");
        Queue two = sender.createQueue("two");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        JMSConsumer second = context.createConsumer(two);
        HeldListener first = new HeldListener(() -> {});
        context.createConsumer(one).setMessageListener(first);
        sender.createProducer().send(one, "a").send(two, "b");
        soon(first.entered());
        second.setMessageListener(message -> seen.add("b"));
        assertThat(seen.poll(BRIEFLY, TimeUnit.MILLISECONDS)).as("the first is still busy").isNull();
        first.release();
        assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("b");
    }

    @Test
    @Section("6.2.6")
    void manyListenersMayBeSetOneAfterTheOtherWhileMessagesFlow() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext sender = context(JMSContext.AUTO_ACKNOWLEDGE);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 20; j++) {
                sender.createProducer().send(sender.createQueue("q" + i), "x");
            }
        }
        JMSConsumer[] consumers = new JMSConsumer[5];
        for (int i = 0; i < 5; i++) {
            consumers[i] = context.createConsumer(sender.createQueue("q" + i));
        }
        for (JMSConsumer consumer : consumers) {
            consumer.setMessageListener(message -> seen.add("x"));
        }
        await("all messages", () -> seen.size() == 100);
    }

    @Test
    @Section("6.2.6")
    void aContextWithAListenerDoesNotReceiveByItself() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer listening = context.createConsumer(context.createQueue("q"));
        JMSConsumer receiving = context.createConsumer(context.createQueue("other"));
        listening.setMessageListener(message -> {});
        assertThatThrownBy(() -> receiving.receive(1)).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> receiving.receiveBodyNoWait(String.class)).isInstanceOf(
                IllegalStateRuntimeException.class);
    }

    // --- listeners ----------------------------------------------------------------------------------------------

    @Test
    @Section("6.2.13")
    void theListenersOfASessionRunOneAfterTheOther() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        for (int i = 0; i < 4; i++) {
            Queue queue = session.createQueue("q" + i);
            sendMany(sender, queue, 50);
            session.createConsumer(queue).setMessageListener(message -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                calls.incrementAndGet();
            });
        }
        connection.start();
        await("all calls", () -> calls.get() == 200);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    @Section("6.2.13")
    void whileAListenerIsBusyNoOtherOfItsSessionIsCalled() throws Exception {
        Connection connection = started();
        Session session = connection.createSession();
        HeldListener busy = new HeldListener(() -> {});
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        session.createConsumer(session.createQueue("a")).setMessageListener(busy);
        session.createConsumer(session.createQueue("b")).setMessageListener(message -> seen.add("b"));
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, sender.createQueue("a"), "x");
        soon(busy.entered());
        send(sender, sender.createQueue("b"), "x");
        assertThat(seen.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
        busy.release();
        assertThat(seen.poll(SOON, TimeUnit.MILLISECONDS)).isEqualTo("b");
    }

    @Test
    @Section("6.2.14")
    void listenersOfDifferentSessionsRunAtTheSameTime() throws Exception {
        Connection connection = started();
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicInteger met = new AtomicInteger();
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        for (int i = 0; i < 3; i++) {
            Session session = connection.createSession();
            Queue queue = session.createQueue("q" + i);
            session.createConsumer(queue).setMessageListener(message -> {
                try {
                    together.await(SOON, TimeUnit.MILLISECONDS);
                    met.incrementAndGet();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            send(sender, queue, "x");
        }
        await("all three inside at once", () -> met.get() == 3);
        assertThat(together.isBroken()).isFalse();
    }
}
