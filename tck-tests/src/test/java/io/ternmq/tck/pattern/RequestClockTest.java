// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Gathered;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.request.Responder;
import io.ternmq.api.pattern.request.Until;
import io.ternmq.test.TernMQTest;
import io.ternmq.test.TestBroker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests go by the clock of a broker in this process. */
@TernMQTest
class RequestClockTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long SOON = 10;

    private final Channel service = Channel.queue("service");
    private @Nullable Messaging messaging;

    @BeforeEach
    void open(TestBroker broker) {
        messaging = Messaging.over(broker.connectionFactory());
    }

    private Messaging messaging() {
        return Objects.requireNonNull(messaging, "opened before each test");
    }

    @AfterEach
    void close() {
        messaging().close();
    }

    @Test
    void waitsAsLongAsItWasToldAndNoLonger(TestBroker broker) throws Exception {
        Requester requester = messaging().requester().open();
        CompletableFuture<String> future = requester.request(service, "anybody?", String.class, LIMIT);

        broker.clock().advance(LIMIT.minusMillis(1));
        assertThat(future).isNotDone();
        assertThat(requester.metrics().outstanding()).isEqualTo(1);

        broker.clock().advance(Duration.ofMillis(1));
        assertThat(failureOf(future)).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(requester.metrics().outstanding()).isZero();
    }

    @Test
    void aShorterWaitEndsBeforeALongerOneThatBeganEarlier(TestBroker broker) throws Exception {
        Requester requester = messaging().requester().open();
        CompletableFuture<String> longer = requester.request(service, "1", String.class, LIMIT);
        CompletableFuture<String> shorter = requester.request(service, "2", String.class, LIMIT.dividedBy(2));

        broker.clock().advance(LIMIT.dividedBy(2));
        assertThat(failureOf(shorter)).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(longer).isNotDone();

        broker.clock().advance(LIMIT.dividedBy(2));
        assertThat(failureOf(longer)).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void aRequestThatNobodyWaitsForAnyMoreIsNotAnswered(TestBroker broker) throws Exception {
        Requester requester = messaging().requester().open();
        CompletableFuture<String> stale = requester.request(service, "stale", String.class, LIMIT);
        broker.clock().advance(LIMIT);
        assertThat(failureOf(stale)).isEqualTo(ErrorCode.TIMEOUT);

        Responder responder = messaging().responder(service, String.class).answer(Incoming::body);

        assertThat(requester.request(service, "fresh", String.class, LIMIT).get(SOON, TimeUnit.SECONDS))
                .isEqualTo("fresh");
        assertThat(responder.metrics().failed()).isZero();
        assertThat(requester.metrics().late()).isZero();
    }

    @Test
    void gathersUntilTheTimeIsOver(TestBroker broker) throws Exception {
        Channel all = Channel.topic("all");
        Responder responder = messaging().responder(all, String.class).name("a").answer(Incoming::body);
        CompletableFuture<Gathered<String>> future = messaging().gather(all, "q", String.class)
                .expecting("a", "b")
                .until(Until.all().orWithin(LIMIT));
        PatternStage.await("the answer is sent", () -> responder.metrics().answered() == 1);
        broker.awaitIdle();
        assertThat(future).isNotDone();

        broker.clock().advance(LIMIT);

        Gathered<String> result = future.get(SOON, TimeUnit.SECONDS);
        assertThat(result.missing()).containsExactly("b");
        assertThat(result.bodies()).containsExactly("q");
    }

    private static ErrorCode failureOf(CompletableFuture<?> future) throws Exception {
        try {
            throw new AssertionError("It has not failed, but gave " + future.get(SOON, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ProviderException.class);
            return ((ProviderException) e.getCause()).code();
        }
    }
}
