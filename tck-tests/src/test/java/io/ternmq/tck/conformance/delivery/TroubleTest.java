// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.policy.FullPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.api.server.Broker;
import io.ternmq.tck.conformance.Section;
import io.ternmq.tck.conformance.Stage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Asynchronous send, full queues, lost connections")
@Section("9.1")
class TroubleTest extends Stage {

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private interface Then {
        void run() throws Exception;
    }

    /** Notes texts of completed messages and errors, and what a step did. */
    private CompletionListener noting(Then then) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                try {
                    seen.add(textOf(message));
                    then.run();
                } catch (Exception e) {
                    seen.add(e.getClass().getSimpleName());
                }
            }

            @Override
            public void onException(Message message, Exception exception) {
                seen.add(exception.getClass().getSimpleName());
            }
        };
    }

    private @Nullable String seen() throws InterruptedException {
        return seen.poll(SOON, TimeUnit.MILLISECONDS);
    }

    private Broker broker(Limits limits) {
        return closing(Broker.builder()
                .name(broker)
                .destination("full", policy -> policy.withLimits(limits))
                .start());
    }

    @Test
    @Section("7.3.3")
    void completionsComeInTheOrderOfTheSends() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 100; i++) {
            producer.send(session.createTextMessage("m" + i), noting(() -> {}));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(seen()).isEqualTo("m" + i);
        }
        assertThat(next(session.createConsumer(queue), 100)).hasSize(100);
    }

    @Test
    @Section("7.3.4")
    void aCompletionListenerMayNotCloseOrCommit() throws Exception {
        Connection connection = started();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("q"));
        for (Then refused : List.<Then>of(
                producer::close, session::close, connection::close, session::commit, session::rollback)) {
            producer.send(session.createTextMessage("sent"), noting(refused));
            assertThat(seen()).isEqualTo("sent");
            assertThat(seen()).isEqualTo(IllegalStateException.class.getSimpleName());
        }
        session.commit();
    }

    @Test
    @Section("7.3.4")
    void aCompletionListenerOfAContextMayNotCloseOrCommit() throws Exception {
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        JMSProducer producer = context.createProducer();
        Queue queue = context.createQueue("q");
        for (Then refused : List.<Then>of(context::close, context::commit, context::rollback)) {
            producer.setAsync(noting(refused)).send(queue, "sent");
            assertThat(seen()).isEqualTo("sent");
            assertThat(seen()).isEqualTo(IllegalStateRuntimeException.class.getSimpleName());
        }
    }

    @Test
    @Section("7.3.4")
    void commitAndCloseWaitForCompletions() throws Exception {
        Session session = session(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 50; i++) {
            producer.send(session.createTextMessage("m" + i), noting(() -> {}));
        }
        session.commit();
        assertThat(seen).hasSize(50);
        producer.send(session.createTextMessage("last"), noting(() -> {}));
        session.close();
        assertThat(seen).hasSize(51);
        MessageConsumer consumer = session(Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
        assertThat(next(consumer, 50)).hasSize(50);
        assertEmpty(consumer);
    }

    @Test
    @Section({"7.3", "CompletionListener"})
    void aCompletionListenerMaySendAgain() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createTextMessage("a"), noting(() ->
                producer.send(session.createTextMessage("b"), noting(() -> {}))));
        assertThat(seen()).isEqualTo("a");
        assertThat(seen()).isEqualTo("b");
        assertThat(next(session.createConsumer(queue), 2)).containsExactly("a", "b");
    }

    @Test
    @Section("7.3.7")
    void listenersAndCompletionsOfASessionDoNotRunAtTheSameTime() throws Exception {
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        AtomicInteger inside = new AtomicInteger();
        Then check = () -> {
            seen.add("inside " + inside.incrementAndGet());
            Thread.onSpinWait();
            inside.decrementAndGet();
        };
        session.createConsumer(queue).setMessageListener(message -> {
            try {
                check.run();
            } catch (Exception e) {
                seen.add(e.toString());
            }
        });
        MessageProducer producer = session.createProducer(queue);
        for (int i = 0; i < 100; i++) {
            producer.send(session.createTextMessage("m"), noting(check));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(seen()).isIn("m", "inside 1");
        }
    }

    @Test
    void aFullQueueMakesItsSenderWaitUntilThereIsRoom() throws Exception {
        broker(Limits.DEFAULT.withMaxMessages(3).withFullPolicy(FullPolicy.BLOCK).withBlockTimeoutMillis(5_000));
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("full");
        sendMany(session, queue, 3);
        Session sender = session(Session.AUTO_ACKNOWLEDGE);
        CompletableFuture<Void> sending = blocked(() -> {
            send(sender, queue, "fourth");
            return null;
        });
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(next(consumer)).isEqualTo("m0");
        soon(sending);
        assertThat(next(consumer, 3)).containsExactly("m1", "m2", "fourth");
    }

    @Test
    @Section({"9.1", "10.3"})
    void aSenderThatWaitsTooLongIsRefused() throws Exception {
        broker(Limits.DEFAULT.withMaxMessages(2).withFullPolicy(FullPolicy.BLOCK).withBlockTimeoutMillis(50));
        Session session = session(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("full");
        sendMany(session, queue, 2);
        assertThatThrownBy(() -> send(session, queue, "third"))
                .isInstanceOf(ResourceAllocationException.class)
                .hasMessageContaining("full");
        session.createProducer(queue).send(session.createTextMessage("async"), noting(() -> {}));
        assertThat(seen()).isEqualTo(ResourceAllocationException.class.getSimpleName());
        assertThat(next(session.createConsumer(queue), 2)).containsExactly("m0", "m1");
        send(session, queue, "room");
    }

    @Test
    @Section("6.1.8")
    void aSenderThatWaitsForRoomDoesNotKeepItsConnectionFromClosing() throws Exception {
        broker(Limits.DEFAULT.withMaxMessages(1).withFullPolicy(FullPolicy.BLOCK).withBlockTimeoutMillis(15_000));
        Connection connection = started();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("full");
        send(session, queue, "a");
        CompletableFuture<Void> sending = blocked(() -> {
            send(session, queue, "b");
            return null;
        });
        CompletableFuture<Void> closing = elsewhere(() -> {
            connection.close();
            return null;
        });
        soon(closing);
        assertThatThrownBy(() -> soon(sending)).isInstanceOf(JMSException.class);
    }

    // --- loss ---------------------------------------------------------------------------------------------------

    @Test
    @Section("6.1.7")
    void aBrokerThatGoesEndsReceiversAndTellsTheExceptionListener() throws Exception {
        Broker running = described().start();
        Connection connection = factory.createConnection();
        connection.setExceptionListener(e -> seen.add(String.valueOf(e.getErrorCode())));
        connection.start();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("q"));
        Session other = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        other.createConsumer(session.createTopic("t")).setMessageListener(message -> {});
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        running.close();
        assertThatThrownBy(() -> soon(received)).isInstanceOf(JMSException.class);
        assertThat(seen()).isEqualTo("TERN-601");
        assertThat(seen.poll(BRIEFLY, TimeUnit.MILLISECONDS)).as("once").isNull();
        assertThatThrownBy(() -> consumer.receive(SOON)).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> send(session, session.createQueue("q"), "a")).isInstanceOf(JMSException.class);
        assertThatThrownBy(() -> session.createConsumer(session.createQueue("q"))).isInstanceOf(JMSException.class);
        soon(elsewhere(() -> {
            connection.close();
            return null;
        }));
    }

    @Test
    @Section("6.1.7")
    void anExceptionListenerMayCloseAndConnectAgain() throws Exception {
        Broker running = described().start();
        Connection connection = factory.createConnection();
        connection.start();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue("q");
        send(session, queue, "kept");
        CompletableFuture<String> again = new CompletableFuture<>();
        connection.setExceptionListener(lost -> {
            try {
                connection.close();
                try (JMSContext context = factory.createContext()) {
                    again.complete(context.createConsumer(queue).receiveBody(String.class, SOON));
                }
            } catch (Exception e) {
                again.completeExceptionally(e);
            }
        });
        running.close();
        assertThat(soon(again)).isEqualTo("kept");
    }

    @Test
    @Section({"6.1.7", "10.2"})
    void aContextSeesTheLossToo() throws Exception {
        Broker running = described().start();
        JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED);
        JMSConsumer consumer = context.createConsumer(context.createQueue("q"));
        CompletableFuture<Message> received = blocked(() -> consumer.receive());
        context.createProducer().send(context.createQueue("q2"), "never");
        running.close();
        assertThatThrownBy(() -> soon(received)).isInstanceOf(JMSRuntimeException.class);
        assertThatThrownBy(context::commit).isInstanceOf(JMSRuntimeException.class);
        soon(elsewhere(() -> {
            context.close();
            return null;
        }));
        try (JMSContext fresh = factory.createContext()) {
            assertThat(fresh.createConsumer(fresh.createQueue("q2")).receive(BRIEFLY)).isNull();
        }
    }

    @Test
    @Section("7.3.2")
    void outstandingCompletionsEndWithTheConnection() throws Exception {
        Broker running = broker(Limits.DEFAULT.withMaxMessages(1).withFullPolicy(FullPolicy.BLOCK)
                .withBlockTimeoutMillis(15_000));
        Connection connection = factory.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("full"));
        producer.send(session.createTextMessage("a"), noting(() -> {}));
        producer.send(session.createTextMessage("b"), noting(() -> {}));
        assertThat(seen()).isEqualTo("a");
        running.close();
        assertThat(seen()).isEqualTo("JMSException");
        soon(elsewhere(() -> {
            connection.close();
            return null;
        }));
    }

    @Test
    void aNameIsFreeAgainAfterItsBrokerWasClosed() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Broker running = described().start();
                    JMSContext context = factory.createContext()) {
                Topic topic = context.createTopic("t");
                JMSConsumer consumer = context.createConsumer(topic);
                context.createProducer().send(topic, "round" + i);
                assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("round" + i);
                assertThat(running.name()).isEqualTo(broker);
                assertThatThrownBy(() -> described().start())
                        .isInstanceOf(io.ternmq.api.ProviderException.class);
            }
        }
    }
}
