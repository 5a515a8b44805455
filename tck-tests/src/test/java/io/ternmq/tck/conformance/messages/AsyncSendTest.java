// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.tck.conformance.Section;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("7.3 Asynchronous send")
@Section("7.3")
class AsyncSendTest extends Scene {

    /** Remembers what it is told. */
    private static class Listener implements CompletionListener {

        final List<Message> completed = new CopyOnWriteArrayList<>();
        final CompletableFuture<Exception> failed = new CompletableFuture<>();
        final CompletableFuture<Thread> thread = new CompletableFuture<>();

        @Override
        public void onCompletion(Message message) {
            completed.add(message);
            thread.complete(Thread.currentThread());
        }

        @Override
        public void onException(Message message, Exception exception) {
            failed.complete(exception);
        }
    }

    /** Does something in the callback and remembers how it ended: null when nothing was thrown. */
    private static CompletableFuture<@Nullable Throwable> outcome(Sender sender, ThrowingCallable inside)
            throws Exception {
        CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
        sender.send(new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                try {
                    inside.call();
                    outcome.complete(null);
                } catch (Throwable e) {
                    outcome.complete(e);
                }
            }

            @Override
            public void onException(Message message, Exception exception) {
                outcome.completeExceptionally(exception);
            }
        });
        return outcome;
    }

    @FunctionalInterface
    private interface Sender {
        void send(CompletionListener listener) throws Exception;
    }

    private @Nullable Throwable within(Session used, ThrowingCallable inside) throws Exception {
        MessageProducer producer = used.createProducer(queue);
        return outcome(listener -> producer.send(used.createMessage(), listener), inside).get(5, TimeUnit.SECONDS);
    }

    @Test
    void allFourFormsSendAndComplete() throws Exception {
        Listener listener = new Listener();
        MessageProducer own = session.createProducer(queue);
        MessageProducer free = session.createProducer(null);
        own.send(session.createTextMessage("a"), listener);
        own.send(session.createTextMessage("b"), DeliveryMode.NON_PERSISTENT, 5, 60_000, listener);
        free.send(queue, session.createTextMessage("c"), listener);
        free.send(queue, session.createTextMessage("d"), DeliveryMode.PERSISTENT, 4, 0, listener);
        own.close();
        free.close();
        assertThat(listener.completed).hasSize(4);
        assertThat(List.of(text(), text(), text(), text())).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    private String text() throws JMSException {
        return arrived(take(queue), TextMessage.class).getText();
    }

    @Test
    @Section({"7.3.3", "7.3.8"})
    void callbacksComeInTheOrderOfTheSends() throws Exception {
        Listener listener = new Listener();
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 50; i++) {
            producer.send(session.createTextMessage("m" + i), listener);
        }
        producer.close();
        for (int i = 0; i < 50; i++) {
            assertThat(((TextMessage) listener.completed.get(i)).getText()).isEqualTo("m" + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(text()).isEqualTo("m" + i);
        }
    }

    @Test
    @Section("7.3.6")
    void theCallbackSeesTheVeryMessageWithItsHeaders() throws Exception {
        Listener listener = new Listener();
        TextMessage message = session.createTextMessage("x");
        MessageProducer producer = session.createProducer(queue);
        producer.send(message, DeliveryMode.NON_PERSISTENT, 7, 60_000, listener);
        producer.close();
        Message told = listener.completed.get(0);
        assertThat(told).isSameAs(message);
        assertThat(told.getJMSMessageID()).startsWith("ID:");
        assertThat(told.getJMSPriority()).isEqualTo(7);
        assertThat(told.getJMSDestination()).isEqualTo(queue);
        assertThat(told.getJMSExpiration()).isPositive();
    }

    @Test
    @Section("7.3.8")
    void theCallbackRunsOnAnotherThread() throws Exception {
        Listener listener = new Listener();
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createMessage(), listener);
        assertThat(listener.thread.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        producer.close();
    }

    @Test
    void aListenerMustNotBeNull() throws Exception {
        Message message = session.createMessage();
        try (MessageProducer own = session.createProducer(queue); MessageProducer free = session.createProducer(null)) {
            for (ThrowingCallable send : List.<ThrowingCallable>of(
                    () -> own.send(message, null),
                    () -> own.send(message, DeliveryMode.PERSISTENT, 4, 0, null),
                    () -> free.send(queue, message, null),
                    () -> free.send(queue, message, DeliveryMode.PERSISTENT, 4, 0, null))) {
                assertThatThrownBy(send).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertEmpty(queue);
    }

    @Test
    @Section("7.3.2")
    void whatIsWrongBeforeTheSendIsThrown() throws Exception {
        Message message = session.createMessage();
        Listener listener = new Listener();
        try (MessageProducer own = session.createProducer(queue); MessageProducer free = session.createProducer(null)) {
            assertThatThrownBy(() -> own.send(queue, message, listener))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> own.send(queue, message, 2, 4, 0, listener))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> free.send(message, listener)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> free.send(message, 2, 4, 0, listener))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> free.send((Destination) null, message, listener))
                    .isInstanceOf(InvalidDestinationException.class);
            assertThatThrownBy(() -> own.send(null, listener)).isInstanceOf(MessageFormatException.class);
            assertThatThrownBy(() -> own.send(message, -1, 4, 0, listener)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> own.send(message, 2, -1, 0, listener)).isInstanceOf(JMSException.class);
            assertThatThrownBy(() -> own.send(message, 2, 4, -1, listener)).isInstanceOf(JMSException.class);
        }
        assertThat(listener.failed).isNotDone();
        assertThat(listener.completed).isEmpty();
    }

    @Test
    @Section("7.3.2")
    void whatFailsLaterIsToldToTheListener() throws Exception {
        TemporaryQueue gone = session.createTemporaryQueue();
        MessageProducer producer = session.createProducer(gone);
        gone.delete();
        Listener listener = new Listener();
        try {
            producer.send(session.createMessage(), listener);
        } catch (InvalidDestinationException atOnce) {
            listener.failed.complete(atOnce);
        }
        assertThat(listener.failed.get(5, TimeUnit.SECONDS)).isInstanceOf(InvalidDestinationException.class);
        assertThat(listener.completed).isEmpty();
    }

    @Test
    @Section("7.3.4")
    void closingWaitsForTheCallbacks() throws Exception {
        for (String what : List.of("producer", "session", "connection")) {
            var other = closing(factory.createConnection());
            Session used = other.createSession();
            MessageProducer producer = used.createProducer(queue);
            CountDownLatch go = new CountDownLatch(1);
            AtomicBoolean finished = new AtomicBoolean();
            var outcome = outcome(listener -> producer.send(used.createMessage(), listener), () -> {
                go.await(5, TimeUnit.SECONDS);
                finished.set(true);
            });
            CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> {
                try {
                    switch (what) {
                        case "producer" -> producer.close();
                        case "session" -> used.close();
                        default -> other.close();
                    }
                } catch (JMSException e) {
                    throw new AssertionError(e);
                }
                assertThat(finished).as("callback before close of the " + what + " returns").isTrue();
            });
            assertThat(closed).isNotDone();
            go.countDown();
            closed.get(5, TimeUnit.SECONDS);
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    @Section("7.3.4")
    void commitAndRollbackWaitForTheCallbacks() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = work.createProducer(queue);
            Listener listener = new Listener();
            for (int i = 0; i < 20; i++) {
                producer.send(work.createTextMessage("c" + i), listener);
            }
            work.commit();
            assertThat(listener.completed).hasSize(20);
            producer.send(work.createTextMessage("lost"), listener);
            work.rollback();
            assertThat(listener.completed).hasSize(21);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(text()).isEqualTo("c" + i);
        }
        assertEmpty(queue);
    }

    @Test
    @Section("7.3.4")
    void aCallbackMayNotCloseItsOwnProducerSessionOrConnection() throws Exception {
        var other = closing(factory.createConnection());
        Session used = other.createSession();
        MessageProducer producer = used.createProducer(queue);
        for (ThrowingCallable inside : List.<ThrowingCallable>of(producer::close, used::close, other::close)) {
            assertThat(outcome(listener -> producer.send(used.createMessage(), listener), inside)
                    .get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        }
        producer.send(used.createMessage());
    }

    @Test
    @Section("7.3.4")
    void aCallbackMayNotCommitOrRollBack() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED)) {
            assertThat(within(work, work::commit)).isInstanceOf(IllegalStateException.class);
            assertThat(within(work, work::rollback)).isInstanceOf(IllegalStateException.class);
            work.commit();
        }
    }

    @Test
    @Section("7.3.4")
    void aCallbackOfAContextMayNotCloseCommitOrRollBack() throws Exception {
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        JMSProducer producer = context.createProducer();
        for (ThrowingCallable inside : List.<ThrowingCallable>of(context::close, context::commit, context::rollback)) {
            assertThat(outcome(listener -> producer.setAsync(listener).send(queue, "x"), inside)
                    .get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalStateRuntimeException.class);
        }
    }

    @Test
    void aCallbackMayStopAndStartItsConnection() throws Exception {
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        CompletableFuture<Message> heard = new CompletableFuture<>();
        context.createConsumer(queue).setMessageListener(heard::complete);
        JMSProducer producer = context.createProducer();
        assertThat(outcome(listener -> producer.setAsync(listener).send(session.createTopic("t"), "x"), context::stop)
                .get(5, TimeUnit.SECONDS)).isNull();
        send(session.createMessage());
        assertThat(heard).isNotDone();
        assertThat(outcome(listener -> producer.setAsync(listener).send(session.createTopic("t"), "x"), context::start)
                .get(5, TimeUnit.SECONDS)).isNull();
        assertThat(heard.get(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aCallbackThatThrowsDisturbsNobody() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createTextMessage("one"), new Listener() {
            @Override
            public void onCompletion(Message message) {
                throw new IllegalArgumentException("on purpose");
            }
        });
        Listener listener = new Listener();
        producer.send(session.createTextMessage("two"), listener);
        producer.close();
        assertThat(listener.completed).hasSize(1);
        assertThat(text()).isEqualTo("one");
        assertThat(text()).isEqualTo("two");
    }

    @Test
    void aCallbackMaySend() throws Exception {
        MessageProducer second = session.createProducer(queue);
        assertThat(within(session, () -> second.send(session.createTextMessage("reply")))).isNull();
        take(queue);
        assertThat(text()).isEqualTo("reply");
    }

    @Test
    void synchronousAndAsynchronousSendsKeepTheirOrder() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        Listener listener = new Listener();
        for (int i = 0; i < 10; i++) {
            if (i % 2 == 0) {
                producer.send(session.createTextMessage("m" + i), listener);
            } else {
                producer.send(session.createTextMessage("m" + i));
            }
        }
        producer.close();
        for (int i = 0; i < 10; i++) {
            assertThat(text()).isEqualTo("m" + i);
        }
    }

    @Test
    void whileAListenerRunsItsSessionCanSendAsynchronouslyAndCommit() throws Exception {
        try (Session work = connection.createSession(Session.SESSION_TRANSACTED)) {
            MessageProducer producer = work.createProducer(session.createQueue("answers"));
            CompletableFuture<@Nullable Throwable> outcome = new CompletableFuture<>();
            MessageConsumer consumer = work.createConsumer(queue);
            Listener told = new Listener();
            consumer.setMessageListener(message -> {
                try {
                    producer.send(work.createTextMessage("answer"), told);
                    work.commit();
                    outcome.complete(null);
                } catch (JMSException e) {
                    outcome.complete(e);
                }
            });
            send(session.createMessage());
            assertThat(outcome.get(5, TimeUnit.SECONDS)).isNull();
            assertThat(told.completed).hasSize(1);
        }
        assertThat(arrived(take(session.createQueue("answers")), TextMessage.class).getText()).isEqualTo("answer");
    }
}
