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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("8.8 Closing a consumer")
@Section("8.8")
class ClosingConsumersTest extends Stage {

    @Test
    void aClosedConsumerGetsNothingMore() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        AtomicInteger calls = new AtomicInteger();
        MessageConsumer closed = session.createConsumer(queue);
        closed.setMessageListener(message -> calls.incrementAndGet());
        closed.close();
        sendMany(session, queue, 5);
        assertThat(next(session.createConsumer(queue), 5)).hasSize(5);
        assertThat(calls).hasValue(0);
    }

    @Test
    void theSessionGoesOnAfterOneOfItsConsumersIsClosed() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue one = session.createQueue("one");
        Queue two = session.createQueue("two");
        MessageConsumer first = session.createConsumer(one);
        MessageConsumer second = session.createConsumer(two);
        first.close();
        send(session, two, "a");
        session.commit();
        assertThat(next(second)).isEqualTo("a");
        session.commit();
    }

    @Test
    @Section({"8.8", "JMSConsumer"})
    void aConsumerOfAContextRefusesEverythingButClose() {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"), "a = 1");
        consumer.close();
        consumer.close();
        assertThatThrownBy(consumer::receive).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> consumer.receive(0)).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(consumer::getMessageListener).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(consumer::getMessageSelector).isInstanceOf(IllegalStateRuntimeException.class);
        assertThatThrownBy(() -> consumer.setMessageListener(null)).isInstanceOf(IllegalStateRuntimeException.class);
    }

    @Test
    void severalThreadsMayCloseAtOnce() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        List<CompletableFuture<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(elsewhere(() -> {
                consumer.close();
                return true;
            }));
        }
        for (CompletableFuture<Boolean> closer : closers) {
            assertThat(soon(closer)).isTrue();
        }
        assertThat(soon(received)).isNull();
    }

    @Test
    void closeReturnsAfterTheReceiveThatItEnds() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createTopic("t"));
        for (int round = 0; round < 50; round++) {
            MessageConsumer each = session.createConsumer(session.createQueue("q"));
            CompletableFuture<Message> received = blocked(() -> each.receive(10_000));
            each.close();
            assertThat(soon(received)).isNull();
        }
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void closeFromItsListenerLetsTheListenerFinish() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CompletableFuture<String> finished = new CompletableFuture<>();
        consumer.setMessageListener(message -> {
            try {
                consumer.close();
                message.acknowledge();
                finished.complete(textOf(message));
            } catch (Exception e) {
                finished.completeExceptionally(e);
            }
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(soon(finished)).isEqualTo("a");
        session.close();
        MessageConsumer rest = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        Message message = Objects.requireNonNull(rest.receive(SOON));
        assertThat(textOf(message)).isEqualTo("b");
        assertThat(message.getJMSRedelivered()).isFalse();
        assertEmpty(rest);
    }

    @Test
    void aListenerMayCloseTheConsumerOfAnother() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue one = session.createQueue("one");
        Queue two = session.createQueue("two");
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        MessageConsumer second = session.createConsumer(two);
        session.createConsumer(one).setMessageListener(message -> {
            try {
                second.close();
                closed.complete(true);
            } catch (Exception e) {
                closed.completeExceptionally(e);
            }
        });
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        send(sender, one, "close");
        connection.start();
        assertThat(soon(closed)).isTrue();
        assertThatThrownBy(() -> second.setMessageListener(message -> calls.incrementAndGet()))
                .isInstanceOf(IllegalStateException.class);
        send(sender, two, "kept");
        assertThat(next(sender.createConsumer(two))).isEqualTo("kept");
        assertThat(calls).hasValue(0);
    }

    @Test
    void closeDuringAListenerOfAnotherConsumerDoesNotWaitForIt() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer idle = session.createConsumer(session.createQueue("idle"));
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        session.createConsumer(queue).setMessageListener(message -> {
            entered.countDown();
            try {
                inTime.complete(leave.await(SOON, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                inTime.completeExceptionally(e);
            }
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        soon(elsewhere(() -> {
            idle.close();
            return true;
        }));
        leave.countDown();
        assertThat(soon(inTime)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeWaitsForTheListenerAlthoughSomebodyElseClosedFirst(boolean byTheListener) throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        consumer.setMessageListener(message -> {
            try {
                if (byTheListener) {
                    consumer.close();
                }
                entered.countDown();
                inTime.complete(leave.await(SOON, TimeUnit.MILLISECONDS));
            } catch (JMSException | InterruptedException e) {
                inTime.completeExceptionally(e);
            }
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Boolean> one = blocked(() -> closed(consumer));
        CompletableFuture<Boolean> other = blocked(() -> closed(consumer));
        assertThat(one).isNotDone();
        assertThat(other).isNotDone();
        leave.countDown();
        assertThat(soon(inTime)).isTrue();
        assertThat(soon(one)).isTrue();
        assertThat(soon(other)).isTrue();
    }

    private static boolean closed(MessageConsumer consumer) throws JMSException {
        consumer.close();
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void whatWasReceivedIsAcknowledgedAlthoughTheConsumerIsClosed(int mode) throws Exception {
        Connection connection = started();
        Session session = connection.createSession(mode);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createSharedDurableConsumer(topic, "s");
        sendMany(session(Session.AUTO_ACKNOWLEDGE), topic, 100);
        next(consumer, 30);
        consumer.close();
        MessageConsumer again = session(Session.AUTO_ACKNOWLEDGE).createSharedDurableConsumer(topic, "s");
        for (int i = 30; i < 100; i++) {
            Message message = Objects.requireNonNull(again.receive(SOON));
            assertThat(textOf(message)).isEqualTo("m" + i);
            assertThat(message.getJMSRedelivered()).isFalse();
        }
        again.close();
        session.unsubscribe("s");
    }

    @Test
    void whatWasReceivedMayBeAcknowledgedAfterTheClose() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer);
        Message last = Objects.requireNonNull(consumer.receive(SOON));
        consumer.close();
        last.acknowledge();
        session.recover();
        assertEmpty(session.createConsumer(queue));
    }

    @Test
    void whatAClosedConsumerReceivedIsRecovered() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        sendMany(session, queue, 3);
        MessageConsumer consumer = session.createConsumer(queue);
        next(consumer, 2);
        consumer.close();
        MessageConsumer other = session.createConsumer(queue);
        assertThat(next(other)).isEqualTo("m2");
        session.recover();
        assertThat(next(other, 3)).containsExactly("m0", "m1", "m2");
    }

    @Test
    void whatAClosedConsumerReceivedIsCommittedOrRolledBack() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(sender, queue, "a");
        MessageConsumer first = session.createConsumer(queue);
        next(first);
        first.close();
        session.rollback();
        MessageConsumer second = session.createConsumer(queue);
        Message again = Objects.requireNonNull(second.receive(SOON));
        assertThat(again.getJMSRedelivered()).isTrue();
        second.close();
        session.commit();
        assertEmpty(sender.createConsumer(queue));
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED, 101})
    @Section({"8.8", "4.2.8"})
    void messagesOfASubscriptionThatEndedAreStillSettled(int mode) throws Exception {
        Session session = session(mode);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        Queue queue = session.createQueue("q");
        MessageConsumer passing = session.createConsumer(topic);
        MessageConsumer lasting = session.createConsumer(queue);
        send(sender, topic, "gone", "gone too");
        send(sender, queue, "kept");
        Message gone = Objects.requireNonNull(passing.receive(SOON));
        next(passing);
        Message kept = Objects.requireNonNull(lasting.receive(SOON));
        passing.close();
        if (mode == Session.SESSION_TRANSACTED) {
            session.commit();
        } else {
            gone.acknowledge();
            kept.acknowledge();
        }
        session.close();
        assertEmpty(sender.createConsumer(queue));
    }

    @Test
    @Section({"8.8", "4.2.8"})
    void recoverPassesOverASubscriptionThatEnded() throws Exception {
        Session session = session(Session.CLIENT_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        Queue queue = session.createQueue("q");
        MessageConsumer passing = session.createConsumer(topic);
        MessageConsumer lasting = session.createConsumer(queue);
        send(session, topic, "gone");
        send(session, queue, "kept");
        next(passing);
        next(lasting);
        passing.close();
        session.recover();
        assertThat(next(lasting)).isEqualTo("kept");
        assertThat(session.createConsumer(topic).receiveNoWait()).isNull();
    }

    @Test
    @Section({"8.8", "6.2.15"})
    void closingTheSessionClosesItsConsumersAndBrowsers() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        jakarta.jms.QueueBrowser browser = session.createBrowser(queue);
        session.close();
        assertThatThrownBy(consumer::receiveNoWait).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(consumer::getMessageSelector).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(browser::getEnumeration).isInstanceOf(IllegalStateException.class);
        consumer.close();
        browser.close();
    }
}
