// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

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
import jakarta.jms.MessageListener;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Message listeners")
@Section({"8.7", "6.2.13"})
class ListenerTest extends Stage {

    /** What listeners saw, in order; a redelivery is marked. */
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private MessageListener noting(MessageListener then) {
        return message -> {
            try {
                seen.add(textOf(message) + (message.getJMSRedelivered() ? "!" : ""));
            } catch (JMSException e) {
                seen.add(e.toString());
            }
            then.onMessage(message);
        };
    }

    private @Nullable String seen() throws InterruptedException {
        return seen.poll(SOON, TimeUnit.MILLISECONDS);
    }

    private void assertNothingMore() throws InterruptedException {
        assertThat(seen.poll(BRIEFLY, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    @Section({"8.7", "MessageConsumer"})
    void theListenerThatWasSetIsReturned() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        assertThat(consumer.getMessageListener()).isNull();
        MessageListener listener = message -> {};
        consumer.setMessageListener(listener);
        assertThat(consumer.getMessageListener()).isSameAs(listener);
        consumer.setMessageListener(null);
        assertThat(consumer.getMessageListener()).isNull();
    }

    @Test
    @Section("6.2.5")
    void receiveIsRefusedWhileTheSessionListens() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        MessageConsumer other = session.createConsumer(session.createQueue("other"));
        consumer.setMessageListener(message -> {});
        assertThatThrownBy(() -> consumer.receive(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(other::receiveNoWait).isInstanceOf(IllegalStateException.class);
        consumer.setMessageListener(null);
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    @Section("8.7")
    void aListenerThatThrowsSeesTheMessageAgainAtOnce(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        AtomicBoolean failed = new AtomicBoolean();
        session.createConsumer(queue).setMessageListener(noting(message -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalArgumentException("on purpose");
            }
        }));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(List.of(seen(), seen(), seen())).containsExactly("a", "a!", "b");
        assertNothingMore();
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.CLIENT_ACKNOWLEDGE, Session.SESSION_TRANSACTED})
    @Section("8.7")
    void whereTheProgramAcknowledgesAListenerThatThrowsGetsTheNext(int mode) throws Exception {
        Session session = session(mode);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {
            throw new IllegalArgumentException("on purpose");
        }));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(List.of(seen(), seen())).containsExactly("a", "b");
        assertNothingMore();
        session.close();
        MessageConsumer other = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(other, 2)).containsExactly("a", "b");
    }

    @Test
    @Section({"6.2.13", "MessageListener"})
    void theListenersOfOneSessionNeverRunAtTheSameTime() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(300);
        for (int q = 0; q < 3; q++) {
            Queue queue = session.createQueue("q" + q);
            sendMany(session, queue, 100);
            session.createConsumer(queue).setMessageListener(message -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                all.countDown();
            });
        }
        connection.start();
        assertThat(all.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(most).hasValue(1);
    }

    @Test
    @Section("6.2.14")
    void theSessionsOfOneConnectionListenAtTheSameTime() throws Exception {
        Connection connection = started();
        CountDownLatch both = new CountDownLatch(2);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        for (int i = 0; i < 2; i++) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            Queue queue = session.createQueue("q" + i);
            session.createConsumer(queue).setMessageListener(message -> {
                both.countDown();
                try {
                    seen.add("met " + both.await(SOON, TimeUnit.MILLISECONDS));
                } catch (InterruptedException e) {
                    seen.add(e.toString());
                }
            });
            send(sender, queue, "go");
        }
        assertThat(List.of(seen(), seen())).containsExactly("met true", "met true");
    }

    @Test
    @Section("6.1.5")
    void stopWaitsForTheListenerAndNothingComesAfterwards() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        session.createConsumer(queue).setMessageListener(noting(message -> {
            entered.countDown();
            awaitQuietly(leave);
            left.set(true);
        }));
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 3);
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Boolean> stopping = blocked(() -> {
            connection.stop();
            return left.get();
        });
        leave.countDown();
        assertThat(soon(stopping)).as("the listener had left when stop returned").isTrue();
        assertThat(seen()).isEqualTo("m0");
        assertNothingMore();
        connection.start();
        assertThat(List.of(seen(), seen())).containsExactly("m1", "m2");
    }

    @Test
    @Section("6.2.15")
    void closingTheSessionWaitsForTheListenerWhichMayStillWork() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        Queue out = session.createQueue("out");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        session.createConsumer(queue).setMessageListener(message -> {
            entered.countDown();
            awaitQuietly(leave);
            try {
                session.createProducer(out).send(session.createTextMessage("done"));
            } catch (JMSException e) {
                seen.add(e.toString());
            }
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a", "b");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Void> closing = blocked(() -> {
            session.close();
            return null;
        });
        leave.countDown();
        soon(closing);
        assertNothingMore();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(other.createConsumer(out))).isEqualTo("done");
        MessageConsumer rest = other.createConsumer(queue);
        assertThat(next(rest)).isEqualTo("b");
        assertEmpty(rest);
    }

    @Test
    @Section("6.1.8")
    void closingTheConnectionWaitsForTheListenerWhichMayStillCommit() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        session.createConsumer(queue).setMessageListener(message -> {
            entered.countDown();
            awaitQuietly(leave);
            try {
                session.createProducer(session.createQueue("out")).send(session.createTextMessage("done"));
                session.commit();
            } catch (JMSException e) {
                seen.add(e.toString());
            }
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Void> closing = blocked(() -> {
            connection.close();
            return null;
        });
        leave.countDown();
        soon(closing);
        assertNothingMore();
        Session other = session(Session.AUTO_ACKNOWLEDGE);
        assertThat(next(other.createConsumer(session(1).createQueue("out")))).isEqualTo("done");
        assertEmpty(other.createConsumer(queue));
    }

    @Test
    @Section("8.8")
    void aListenerMayCloseItsOwnConsumer() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(noting(message -> {
            try {
                consumer.close();
                seen.add("closed");
            } catch (JMSException e) {
                seen.add(e.toString());
            }
        }));
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 3);
        assertThat(List.of(seen(), seen())).containsExactly("m0", "closed");
        assertNothingMore();
        MessageConsumer other = session.createConsumer(queue);
        assertThat(next(other, 2)).containsExactly("m1", "m2");
        assertEmpty(other);
    }

    @Test
    @Section({"6.1.5", "6.1.8", "6.2.15"})
    void aListenerMayNotCloseOrStopWhatItRunsIn() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(message -> {
            seen.add(outcome(session::close));
            seen.add(outcome(connection::close));
            seen.add(outcome(connection::stop));
            seen.add(outcome(connection::start));
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(List.of(seen(), seen(), seen(), seen()))
                .containsExactly("IllegalStateException", "IllegalStateException", "IllegalStateException", "done");
        assertThat(connection.createSession().getTransacted()).isFalse();
    }

    @Test
    @Section({"6.1.5", "6.1.8", "6.2.15"})
    void aListenerMayNotCloseOrStopItsContext() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        Queue queue = context.createQueue("q");
        JMSConsumer consumer = context.createConsumer(queue);
        consumer.setMessageListener(message -> {
            seen.add(outcome(context::stop));
            seen.add(outcome(context::close));
        });
        context(JMSContext.AUTO_ACKNOWLEDGE).createProducer().send(queue, "a");
        assertThat(List.of(seen(), seen()))
                .containsExactly("IllegalStateRuntimeException", "IllegalStateRuntimeException");
        assertThat(context.createTextMessage()).isNotNull();
    }

    @Test
    @Section("6.2.15")
    void aListenerMayCloseAnotherSessionOfItsConnection() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Session other = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        other.createConsumer(session.createQueue("unused")).setMessageListener(message -> {});
        session.createConsumer(queue).setMessageListener(message -> seen.add(outcome(other::close)));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(seen()).isEqualTo("done");
    }

    @Test
    @Section({"6.2.1", "8.7"})
    void aListenerMayMakeConsumersAndProducersInItsSession() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        Queue second = session.createQueue("second");
        session.createConsumer(queue).setMessageListener(noting(message -> seen.add(outcome(() -> {
            session.createConsumer(second).setMessageListener(noting(inner -> {}));
            send(session, second, "inner");
            session.commit();
        }))));
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "outer");
        assertThat(List.of(seen(), seen(), seen())).containsExactly("outer", "done", "inner");
    }

    @Test
    @Section({"6.2.7", "8.7"})
    void aRollbackInAListenerBringsTheMessageBackFirst() throws Exception {
        Connection connection = stopped();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 3);
        session.createConsumer(queue).setMessageListener(noting(message -> {
            try {
                if (textOf(message).equals("m1") && !message.getJMSRedelivered()) {
                    session.rollback();
                } else {
                    session.commit();
                }
            } catch (JMSException e) {
                seen.add(e.toString());
            }
        }));
        connection.start();
        assertThat(List.of(seen(), seen(), seen(), seen())).containsExactly("m0", "m1", "m1!", "m2");
        assertNothingMore();
    }

    @Test
    @Section({"8.7", "MessageConsumer"})
    void aNewListenerTakesOverWhatComesNext() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        MessageConsumer consumer = session.createConsumer(topic);
        consumer.setMessageListener(noting(message -> {}));
        send(sender, topic, "a");
        assertThat(seen()).isEqualTo("a");
        List<String> second = Collections.synchronizedList(new ArrayList<>());
        consumer.setMessageListener(message -> second.add("x"));
        send(sender, topic, "b");
        await("the second listener", () -> second.size() == 1);
        consumer.setMessageListener(null);
        send(sender, topic, "c");
        assertThat(next(consumer)).isEqualTo("c");
        assertNothingMore();
    }

    @Test
    @Section("8.8")
    void closingAConsumerFromOutsideWaitsForItsListener() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        MessageConsumer consumer = session.createConsumer(queue);
        consumer.setMessageListener(message -> {
            entered.countDown();
            awaitQuietly(leave);
            left.set(true);
        });
        send(session(Session.AUTO_ACKNOWLEDGE), queue, "a");
        assertThat(entered.await(SOON, TimeUnit.MILLISECONDS)).isTrue();
        CompletableFuture<Boolean> closing = blocked(() -> {
            consumer.close();
            return left.get();
        });
        leave.countDown();
        assertThat(soon(closing)).isTrue();
        MessageConsumer other = session.createConsumer(queue);
        assertEmpty(other);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(SOON, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static String outcome(Step step) {
        try {
            step.run();
            return "done";
        } catch (IllegalStateRuntimeException | IllegalStateException e) {
            return e.getClass().getSimpleName();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    @Section({"6.2.9.1", "8.7"})
    void messagesOfOneSenderReachAListenerInOrder() throws Exception {
        Session session = session(Session.DUPS_OK_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        session.createConsumer(queue).setMessageListener(noting(message -> {}));
        sendMany(session(Session.AUTO_ACKNOWLEDGE), queue, 500);
        for (int i = 0; i < 500; i++) {
            assertThat(seen()).isEqualTo("m" + i);
        }
    }

    @Test
    @Section({"3.10", "8.7"})
    void theMessageOfAListenerIsReadOnlyAndKeepsItsDestination() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("t");
        CompletableFuture<Message> got = new CompletableFuture<>();
        session.createConsumer(topic).setMessageListener(got::complete);
        send(session(Session.AUTO_ACKNOWLEDGE), topic, "a");
        assertThat(soon(got).getJMSDestination()).isEqualTo(topic);
        assertThatThrownBy(() -> soon(got).setStringProperty("p", "v"))
                .isInstanceOf(jakarta.jms.MessageNotWriteableException.class);
    }
}
