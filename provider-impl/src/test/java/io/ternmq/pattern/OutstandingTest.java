// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Payload;
import io.ternmq.api.pattern.PayloadCodec;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.work.WorkQueue;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is outstanding ends, also when it is closed, threads are few, executors refuse or code is broken. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutstandingTest {

    private static final long LONG_SECONDS = 10;
    private static final Channel ORDERS = Channel.queue("orders");
    private static final Channel NOBODY = Channel.queue("nobody");
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TernConnectionFactory factory =
            new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory");
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private Messaging withOneThread() {
        return Messaging.builder(factory).execution(new Execution.Own(1)).build();
    }

    private static void publish(Messaging messaging, String text) {
        messaging.publisher(String.class).to(ORDERS).open().publish(text);
    }

    @Test
    void whatIsPublishedIsConfirmedWhenMessagingIsClosed() {
        Messaging messaging = Messaging.over(factory);
        Publisher<String> publisher =
                messaging.publisher(String.class).to(ORDERS).inFlight(3000).open();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            all.add(publisher.publishAsync("message " + i).toCompletableFuture());
        }

        messaging.close();

        assertThat(all).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aRequestTimesOutThoughTheOnlyThreadWaitsForIt() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (Messaging messaging = withOneThread()) {
            Requester requester = messaging.requester().open();
            messaging.subscriber(ORDERS, String.class).handle(order -> {
                try {
                    requester.request(NOBODY, "?", String.class, SHORT).get(LONG_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    failure.complete(e.getCause());
                }
            });

            publish(messaging, "ask");

            assertThat(failure.get(LONG_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.code())
                            .isEqualTo(ErrorCode.TIMEOUT));
        }
    }

    @Test
    void aRequestEndsThoughTheExecutorForRepliesRefuses() throws Exception {
        try (Messaging messaging = Messaging.over(factory)) {
            messaging.responder(ORDERS, String.class).answer(Incoming::body);
            Requester requester = messaging.requester()
                    .executor(completion -> {
                        throw new RejectedExecutionException("too busy");
                    })
                    .open();

            CompletableFuture<String> answered = requester.request(ORDERS, "a", String.class);
            CompletableFuture<String> late = requester.request(NOBODY, "b", String.class, SHORT);

            assertThat(answered.get(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo("a");
            assertThatThrownBy(() -> late.get(LONG_SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            assertThat(requester.metrics().outstanding()).isZero();
        }
    }

    @Test
    void aCommandOverWhichCodeIsBrokenComesAgain() throws Exception {
        try (Messaging messaging = Messaging.over(factory)) {
            messaging.responder(ORDERS, String.class).answer(command -> {
                seen.add(command.body() + " " + command.attempt());
                if (command.body().equals("bad") && command.attempt() == 1) {
                    throw new AssertionError("defect");
                }
                return "done";
            });

            publish(messaging, "bad");
            publish(messaging, "good");

            List<String> three = List.of(next(), next(), next());
            assertThat(three).containsExactlyInAnyOrder("bad 1", "bad 2", "good 1");
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(LONG_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void aRequestOverWhichCodeIsBrokenIsAnswered() {
        try (Messaging messaging = Messaging.over(factory)) {
            messaging.responder(ORDERS, String.class).answer(request -> {
                throw new AssertionError("defect");
            });

            CompletableFuture<String> answer = messaging.requester().open().request(ORDERS, "?", String.class);

            assertThatThrownBy(() -> answer.get(LONG_SECONDS, TimeUnit.SECONDS)).hasMessageContaining("defect");
        }
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    void messagingIsClosedWhileAHandlerThatWillNotEndUsesIt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<Void> closing = new CompletableFuture<>();
        Messaging messaging = Messaging.builder(factory)
                .execution(new Execution.SameThread())
                .closeLimit(Duration.ofMillis(10))
                .build();
        messaging.subscriber(ORDERS, String.class).handle(order -> {
            inside.countDown();
            closing.join(); // heeds no interrupt
            messaging.requester().open().request(NOBODY, "?", String.class);
        });
        publish(messaging, "begin");
        inside.await();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread closer = new Thread(() -> {
            messaging.close();
            closed.complete(null);
        });
        closer.setDaemon(true);
        closer.start();
        awaitOver(() -> closer.getState() == Thread.State.WAITING || closed.isDone());

        closing.complete(null);

        closed.get(LONG_SECONDS, TimeUnit.SECONDS);
        assertThat(closed).isCompleted();
    }

    private static void awaitOver(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONG_SECONDS);
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    @Test
    void placesAreGivenBackWhenACodecIsBroken() {
        BrokenCodec codec = new BrokenCodec();
        try (Messaging messaging = Messaging.builder(factory).codec(codec).build()) {
            Publisher<Integer> publisher =
                    messaging.publisher(Integer.class).to(ORDERS).inFlight(1).open();

            assertThatThrownBy(() -> publisher.publishAsync(1)).isInstanceOf(StackOverflowError.class);

            assertThat(publisher.metrics().inFlight()).isZero();
            assertThat(publisher.metrics().failed()).isEqualTo(1);
        }
    }

    @Test
    void aReplyThatABrokenCodecReadsFailsTheRequest() {
        try (Messaging messaging =
                Messaging.builder(factory).codec(new BrokenCodec()).build()) {
            messaging.responder(ORDERS, String.class).answer(Incoming::body);
            Requester requester = messaging.requester().open();

            CompletableFuture<Integer> answer = requester.request(ORDERS, "1", Integer.class);

            assertThatThrownBy(() -> answer.get(LONG_SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(LinkageError.class);
            assertThat(requester.metrics().outstanding()).isZero();
        }
    }

    private static final class BrokenCodec implements PayloadCodec {

        @Override
        public Payload write(Object body) {
            throw new StackOverflowError("refers to itself");
        }

        @Override
        public Object read(Payload payload, Type type) {
            throw new NoClassDefFoundError("a part is missing");
        }
    }

    @Test
    void aWorkerGoesOnAfterCodeWasBroken() throws Exception {
        AtomicInteger defects = new AtomicInteger();
        try (Messaging messaging = Messaging.over(factory)) {
            messaging.workQueue("orders", String.class, Duration.ofMinutes(5)).work(
                    item -> {
                        seen.add(item.message().body());
                        if (defects.getAndIncrement() == 0) {
                            throw new AssertionError("defect");
                        }
                    },
                    1);
            publish(messaging, "job");

            assertThat(next()).isEqualTo("job");
            assertThat(next()).as("it comes again").isEqualTo("job");
        }
    }

    /** On a machine that stands still for half of its time a lease is over by right: that is tried again. */
    @Test
    void aLeaseIsKeptThoughTheOnlyThreadWorks() throws Exception {
        boolean stolen = true;
        for (int tries = 0; stolen && tries < 5; tries++) {
            stolen = isStolenFromTheOnlyThread(Duration.ofSeconds(1));
        }
        assertThat(stolen).isFalse();
    }

    private boolean isStolenFromTheOnlyThread(Duration lease) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stolen = new CountDownLatch(1);
        CompletableFuture<Boolean> wasStolen = new CompletableFuture<>();
        try (Messaging slow = withOneThread();
                Messaging thief = Messaging.over(factory)) {
            publish(thief, "job");
            slow.workQueue("orders", String.class, lease).work(
                    item -> {
                        begun.countDown();
                        wasStolen.complete(stolen.await(2 * lease.toMillis(), TimeUnit.MILLISECONDS));
                    },
                    1);
            begun.await();
            WorkQueue<String> same = thief.workQueue("orders", String.class, lease);
            same.work(item -> stolen.countDown(), 1);

            return wasStolen.get(LONG_SECONDS, TimeUnit.SECONDS);
        }
    }
}
