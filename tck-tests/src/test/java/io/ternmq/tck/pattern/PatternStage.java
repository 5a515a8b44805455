// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A provider of its own for each test, typed messaging over it, and the few steps that tests share. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
public abstract class PatternStage {

    /** For what must come. */
    protected static final Duration SOON = Duration.ofSeconds(10);
    /** For what must not come. */
    protected static final long BRIEFLY = 100;

    /** What travels. */
    public record Order(String id, int amount) {}

    protected final Channel orders = Channel.queue("orders");
    protected final Channel news = Channel.topic("news.local");
    private final Ground ground;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Scissors scissors;

    /** Over a provider. */
    protected PatternStage(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    final void openProvider() throws Exception {
        Ground.Place place = ground.open("patterns-" + UUID.randomUUID());
        open.push(place.end());
        scissors = new Scissors(place.factory());
        closing(place.factory().createConnection()); // an embedded broker stays while nobody else is connected
    }

    @AfterEach
    final void closeEverything() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    protected final Scissors scissors() {
        if (scissors == null) {
            throw new IllegalStateException("The provider is not open yet");
        }
        return scissors;
    }

    /** Another program. */
    protected final Messaging program() {
        return closing(Messaging.over(scissors()));
    }

    /** Another program over connections with a client identifier. */
    protected final Messaging programAs(String clientId) {
        ConnectionFactory plain = scissors();
        return closing(Messaging.over(new Identified(plain, clientId)));
    }

    protected final JMSContext plain() {
        return closing(scissors().createContext());
    }

    protected final <C extends AutoCloseable> C closing(C closeable) {
        open.push(closeable);
        return closeable;
    }

    protected final @Nullable Message take(String queue) {
        JMSContext context = plain();
        return context.createConsumer(context.createQueue(queue)).receive(SOON.toMillis());
    }

    protected final boolean isEmpty(String queue) {
        JMSContext context = plain();
        return context.createConsumer(context.createQueue(queue)).receive(BRIEFLY) == null;
    }

    protected static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %s", what, SOON).isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }

    protected static <V> V get(CompletionStage<V> stage) throws Exception {
        return stage.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What a stage has failed with. */
    protected static Throwable failureOf(CompletionStage<?> stage) throws Exception {
        try {
            Object value = get(stage);
            throw new AssertionError("It has not failed, but gave " + value);
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    protected static ErrorCode codeOf(Throwable failure) {
        assertThat(failure).isInstanceOf(ProviderException.class);
        return ((ProviderException) failure).code();
    }

    /** Gives each connection an identifier. */
    private record Identified(ConnectionFactory factory, String clientId) implements ConnectionFactory {

        @Override
        public Connection createConnection() throws jakarta.jms.JMSException {
            Connection connection = factory.createConnection();
            connection.setClientID(clientId);
            return connection;
        }

        @Override
        public Connection createConnection(String user, String password) throws jakarta.jms.JMSException {
            Connection connection = factory.createConnection(user, password);
            connection.setClientID(clientId);
            return connection;
        }

        @Override
        public JMSContext createContext() {
            return factory.createContext();
        }

        @Override
        public JMSContext createContext(String user, String password) {
            return factory.createContext(user, password);
        }

        @Override
        public JMSContext createContext(String user, String password, int mode) {
            return factory.createContext(user, password, mode);
        }

        @Override
        public JMSContext createContext(int mode) {
            return factory.createContext(mode);
        }
    }
}
