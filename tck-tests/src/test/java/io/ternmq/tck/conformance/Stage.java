// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.client.TernXAConnectionFactory;
import io.ternmq.api.policy.ClientPolicy;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.BrokerBuilder;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A broker of its own for each test, whose connections are closed afterwards, and the few steps that tests share. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
public abstract class Stage {

    /** For a message that must come. */
    protected static final long SOON = 2_000;
    /** For a message that must not come. */
    protected static final long BRIEFLY = 60;

    /** The name of this test's broker. */
    protected final String broker = "stage-" + UUID.randomUUID();
    /** The broker's factory, with the settings of this class of tests. */
    protected final TernConnectionFactory factory;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "conformance");
        thread.setDaemon(true);
        return thread;
    });

    /** A stage whose connections have every default. */
    protected Stage() {
        this(ClientPolicy.DEFAULT);
    }

    /** A stage whose connections have settings of their own. */
    protected Stage(ClientPolicy policy) {
        this.factory = Venue.chosen().factory(broker, policy);
    }

    @AfterEach
    final void closeEverything() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        threads.shutdownNow();
    }

    /** A factory of XA connections to the same broker, with the same settings. */
    protected final TernXAConnectionFactory xaFactory() {
        return new TernXAConnectionFactory(factory.uri().toString(), factory.policy());
    }

    /** Begins the description of this test's broker, which keeps its messages where the venue does. */
    protected final BrokerBuilder described() {
        return Broker.builder()
                .name(broker)
                .store(Venue.chosen().policy(broker))
                .security(SecurityPolicy.defaults().withAllowPlain(true));
    }

    /** A stopped connection. */
    protected final Connection stopped() throws JMSException {
        return closing(factory.createConnection());
    }

    /** A started connection. */
    protected final Connection started() throws JMSException {
        Connection connection = stopped();
        connection.start();
        return connection;
    }

    /** A started connection with a client identifier. */
    protected final Connection startedAs(String clientId) throws JMSException {
        Connection connection = stopped();
        connection.setClientID(clientId);
        connection.start();
        return connection;
    }

    /** A session on a started connection of its own. */
    protected final Session session(int mode) throws JMSException {
        return started().createSession(mode);
    }

    protected final JMSContext context(int mode) {
        return closing(factory.createContext(mode));
    }

    protected final <T extends AutoCloseable> T closing(T closeable) {
        open.push(closeable);
        return closeable;
    }

    /** Sends texts, each as one message. */
    protected static void send(Session session, Destination destination, String... texts) throws JMSException {
        MessageProducer producer = session.createProducer(destination);
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
        producer.close();
    }

    /** Sends texts m0, m1 and so on. */
    protected static void sendMany(Session session, Destination destination, int count) throws JMSException {
        MessageProducer producer = session.createProducer(destination);
        for (int i = 0; i < count; i++) {
            producer.send(session.createTextMessage("m" + i));
        }
        producer.close();
    }

    /** The text of a message that must come. */
    protected static String next(MessageConsumer consumer) throws JMSException {
        return textOf(consumer.receive(SOON));
    }

    protected static String textOf(@Nullable Message message) throws JMSException {
        assertThat(message).as("a message in time").isNotNull();
        return ((TextMessage) Objects.requireNonNull(message)).getText();
    }

    protected static List<String> next(MessageConsumer consumer, int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(next(consumer));
        }
        return texts;
    }

    protected static void assertEmpty(MessageConsumer consumer) throws JMSException {
        Message message = consumer.receive(BRIEFLY);
        assertThat(message == null ? null : textOf(message)).as("no message").isNull();
    }

    /** Runs on another thread. */
    protected final <T> CompletableFuture<T> elsewhere(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                result.complete(task.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** The result of something on another thread, which must be there soon. */
    protected static <T> T soon(CompletableFuture<T> future) throws Exception {
        try {
            return future.get(SOON, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing within " + SOON + " ms", e);
        }
    }

    /** Waits until a condition holds that another thread makes true. */
    protected static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SOON);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %d ms", what, SOON).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Waits until the thread that runs a task is parked or blocked inside it. */
    protected static void awaitParked(Thread thread) {
        await("thread " + thread.getName() + " waits", () -> thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING);
    }

    /**
     * Returns when everything has arrived that the broker told this session's connection before: over a network, what
     * another connection has brought about may still be under way.
     */
    protected static void hear(Session session) throws JMSException {
        session.createTemporaryQueue().delete();
    }

    /** Whether the broker is in the process of its clients, whose identity it then knows. */
    protected static boolean isBrokerInThisProcess() {
        return Venue.chosen().isInThisProcess();
    }

    /** Begins a blocking call on another thread and returns when that thread sleeps in a method of a certain name. */
    protected final <T> CompletableFuture<T> blockedIn(String method, Callable<T> call) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<T> result = elsewhere(() -> {
            thread.complete(Thread.currentThread());
            return call.call();
        });
        Thread caller = soon(thread);
        await(caller.getName() + " waits in " + method, () -> caller.getState() != Thread.State.RUNNABLE
                && Arrays.stream(caller.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method)));
        return result;
    }

    /** Begins a blocking call on another thread and returns when that thread sleeps in it. */
    protected final <T> CompletableFuture<T> blocked(Callable<T> call) throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<T> result = elsewhere(() -> {
            thread.complete(Thread.currentThread());
            return call.call();
        });
        awaitParked(soon(thread));
        return result;
    }
}
