// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.StreamEnd;
import io.ternmq.api.pattern.stream.StreamReading;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.boot.BrokerRegistry;
import io.ternmq.server.config.AcceptorPolicy;
import io.ternmq.server.net.Acceptor;
import io.ternmq.test.Faults;
import io.ternmq.test.TestBroker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A broker of its own for each test, typed streams over it, and the few steps that tests share. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class StreamStage {

    /** For what must come. */
    static final Duration SOON = Duration.ofSeconds(10);

    /** How clients come to the broker, and by which clock it goes. */
    enum Way {
        /** In one process, by a clock that stands until the test moves it. */
        VM,
        /** Through a socket, by the machine's clock. */
        TCP
    }

    /** What happens. */
    public record Deposit(String account, int amount) {}

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    final TestBroker broker;
    private final String uri;
    final Messaging messaging;
    final List<Integer> seen = new CopyOnWriteArrayList<>();

    StreamStage(Way way) {
        BrokerSettings settings = BrokerSettings.named("streams-" + UUID.randomUUID());
        Faults faults = new Faults(Faults.seedOfThisRun(7));
        broker = closing(way == Way.VM
                ? TestBroker.start(settings, faults)
                : TestBroker.startInRealTime(settings, faults));
        if (way == Way.VM) {
            uri = broker.uri();
        } else {
            Acceptor acceptor = closing(Acceptor.start(
                    AcceptorPolicy.DEFAULT.withAddress("127.0.0.1", 0),
                    name -> BrokerRegistry.instance().networkTo(Objects.requireNonNull(name), "memory")));
            uri = acceptor.uri() + '/' + broker.name();
        }
        messaging = program();
    }

    /** Another program. */
    final Messaging program() {
        return closing(Messaging.over(new TernConnectionFactory(uri)));
    }

    @AfterEach
    final void closeEverything() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    final <C extends AutoCloseable> C closing(C closeable) {
        open.push(closeable);
        return closeable;
    }

    final EventStream<Deposit> deposits(StreamPolicy policy) {
        return messaging.streams().open("deposits", Deposit.class, policy);
    }

    final EventStream<Deposit> deposits() {
        return deposits(StreamPolicy.DEFAULT);
    }

    /** Appends one event for each amount, with an account by turns of two. */
    static void append(EventStream<Deposit> stream, int... amounts) {
        for (int amount : amounts) {
            String account = amount % 2 == 0 ? "even" : "odd";
            stream.append(account, new Deposit(account, amount));
        }
    }

    /** What a reader has up to the end of now. */
    final List<Integer> amounts(StreamReading<Deposit> reading) {
        List<Integer> amounts = new CopyOnWriteArrayList<>();
        get(reading.to(new StreamEnd.Now()).each(event -> amounts.add(event.body().amount())).done());
        return amounts;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s within %s", what, SOON).isLessThan(deadline);
            LockSupport.parkNanos(100_000);
        }
    }

    static <V> V get(CompletionStage<V> stage) {
        return stage.toCompletableFuture().orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** With which code something is refused. */
    static ErrorCode codeOf(ThrowingCallable call) {
        try {
            call.call();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(ProviderException.class);
            return ((ProviderException) e.getCause()).code();
        } catch (ProviderException e) {
            return e.code();
        } catch (Throwable e) {
            throw new AssertionError("It is not refused, but fails", e);
        }
        throw new AssertionError("It is not refused");
    }
}
