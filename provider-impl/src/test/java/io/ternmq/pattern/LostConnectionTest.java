// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.StreamPosition;
import io.ternmq.api.pattern.work.TaskHandle;
import io.ternmq.api.policy.StreamPolicy;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for something when its connection is lost, also where lanes have no threads of their own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostConnectionTest {

    private static final long LONG_SECONDS = 10;
    private static final Channel PRICES = Channel.queue("prices");

    private final Cuttable factory = new Cuttable();
    private Connection stays;

    @BeforeEach
    void keepTheBroker() throws JMSException {
        stays = factory.stay();
    }

    @AfterEach
    void letItEnd() throws JMSException {
        stays.close();
    }

    private Messaging withOneThread() {
        return Messaging.builder(factory).execution(new Execution.Own(1)).build();
    }

    @Test
    void whoSendsAfterALossNeedNotWaitUntilTheProviderComplains() throws Exception {
        try (Messaging messaging = Messaging.over(factory);
                Publisher<String> publisher = messaging.publisher(String.class).to(PRICES).sessions(1).open()) {
            publisher.publish("before");
            factory.cutSilently();

            assertThatThrownBy(() -> publisher.publish("into a session that is gone"))
                    .isInstanceOf(ProviderException.class);
            assertThat(publisher.publish("after").isStored()).isTrue();
        }
    }

    @Test
    void whoHearsAReplyMeanwhileCanAskTheNextQuestion() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch hearing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<String> second = new CompletableFuture<>();
        try (Messaging server = Messaging.over(factory.uncut());
                Messaging client = Messaging.over(factory)) {
            server.responder(PRICES, String.class).answer(question -> {
                awaitQuietly(asked); // a reply that is there already would be heard on this thread, and hold it up
                return question.body();
            });
            Requester requester = client.requester().timeout(Duration.ofMinutes(5)).open();
            CompletableFuture<Void> heard = requester
                    .request(PRICES, "first", String.class)
                    .thenCompose(reply -> {
                        hearing.countDown();
                        awaitQuietly(goOn);
                        return requester.request(PRICES, "second", String.class).thenAccept(second::complete);
                    });
            asked.countDown();
            hearing.await();
            CompletableFuture<String> waiting = requester.request(Channel.queue("nobody"), "?", String.class);

            factory.cutUnderWay();
            assertCode(waiting, ErrorCode.CONNECTION_LOST);
            goOn.countDown();

            assertThat(second.get(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo("second");
            heard.get(LONG_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readersAndGroupsGoOnOverTheNextOne() throws Exception {
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        BlockingQueue<String> grouped = new LinkedBlockingQueue<>();
        try (Messaging reading = withOneThread();
                Messaging writing = Messaging.over(factory.uncut())) {
            EventStream<String> events = writing.streams().open("events", String.class, StreamPolicy.DEFAULT);
            EventStream<String> same = reading.streams().open("events", String.class);
            same.group("g").from(new StreamPosition.Earliest()).handler(event -> grouped.add(event.body()));
            same.read().from(new StreamPosition.Earliest()).each(event -> read.add(event.body()));
            events.append("k", "before");
            assertThat(read.poll(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo("before");
            assertThat(grouped.poll(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo("before");

            factory.cut();
            events.append("k", "after");

            assertThat(read.poll(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo("after");
            assertThat(grouped.poll(LONG_SECONDS, TimeUnit.SECONDS)).isEqualTo("after");
        }
    }

    @Test
    void whoAwaitsATaskIsTold() throws Exception {
        try (Messaging messaging = withOneThread()) {
            CompletableFuture<String> result = submit(messaging).result().toCompletableFuture();

            factory.cut();

            assertCode(result, ErrorCode.CONNECTION_LOST);
        }
    }

    @Test
    void whoAwaitsATaskIsToldThatMessagingIsClosed() {
        Messaging messaging = withOneThread();
        CompletableFuture<String> result = submit(messaging).result().toCompletableFuture();

        messaging.close();

        assertCode(result, ErrorCode.ILLEGAL_STATE);
    }

    private static TaskHandle<String> submit(Messaging messaging) {
        return messaging.tasks("jobs", String.class, String.class, Duration.ofMinutes(5)).submit("a job");
    }

    private static void assertCode(CompletableFuture<String> result, ErrorCode code) {
        assertThatThrownBy(() -> result.get(LONG_SECONDS, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
