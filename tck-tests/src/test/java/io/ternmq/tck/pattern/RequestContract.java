// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.RequestRefusedException;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.api.pattern.request.Responder;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What requesters and responders promise over any provider. */
abstract class RequestContract extends PatternStage {

    private static final Duration SHORT = Duration.ofMillis(50);

    private final Channel prices = Channel.queue("prices");
    private final Channel quotes = Channel.topic("quotes");

    RequestContract(Ground ground) {
        super(ground);
    }

    /** What is answered. */
    public record Price(String id, int cents) {}

    private Requester requester() {
        return program().requester().open();
    }

    @Test
    void bringsTheAnswerInTheTypeThatWasAskedFor() throws Exception {
        program().responder(prices, Order.class)
                .answer(order -> new Price(order.body().id(), order.body().amount() * 5));

        Price price = get(requester().request(prices, new Order("a", 3), Price.class, SOON));

        assertThat(price).isEqualTo(new Price("a", 15));
    }

    @Test
    void bringsAListOfAnswers() throws Exception {
        program().responder(prices, String.class).answer(text -> List.of(new Price("a", 1), new Price("b", 2)));

        List<Price> all = get(requester().request(prices, "all", new PayloadType<List<Price>>() {}, SOON));

        assertThat(all).containsExactly(new Price("a", 1), new Price("b", 2));
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is the answer
    void bringsTheHeadersOfTheReplyAsWell() throws Exception {
        program().responder(prices, String.class)
                .name("desk")
                .answer(text -> CompletableFuture.completedFuture("later"));

        Incoming<String> reply = get(requester().exchange(
                Outgoing.to(prices).header("k", "v").body("q"), PayloadType.of(String.class), SOON));

        assertThat(reply.body()).isEqualTo("later");
        assertThat(reply.source()).isEqualTo("desk");
    }

    @Test
    void keepsManyOutstandingApart() throws Exception {
        program().responder(prices, String.class).concurrency(4).answer(text -> "re " + text.body());
        Requester requester = requester();
        List<CompletableFuture<String>> futures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            futures.add(requester.request(prices, "q" + i, String.class, SOON));
        }

        for (int i = 0; i < futures.size(); i++) {
            assertThat(get(futures.get(i))).isEqualTo("re q" + i);
        }
        assertThat(requester.metrics().answered()).isEqualTo(200);
        assertThat(requester.metrics().outstanding()).isZero();
    }

    @Test
    void timesOut() throws Exception {
        Requester requester = requester();

        Throwable failure = failureOf(requester.request(prices, "anybody?", String.class, SHORT));

        assertThat(codeOf(failure)).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(requester.metrics().timedOut()).isEqualTo(1);
        assertThat(requester.metrics().outstanding()).isZero();
    }

    @Test
    void countsAReplyThatIsLate() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        program().responder(prices, String.class).answer(text -> {
            entered.countDown();
            go.await();
            return "too late";
        });
        Requester requester = requester();
        CompletableFuture<String> future = requester.request(prices, "q", String.class, SOON);
        assertThat(entered.await(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

        assertThat(future.cancel(false)).isTrue();
        assertThat(requester.metrics().outstanding()).isZero();
        assertThat(requester.metrics().cancelled()).isEqualTo(1);
        go.countDown();

        await("the late reply is counted", () -> requester.metrics().late() == 1);
        assertThat(requester.metrics().answered()).isZero();
    }

    @Test
    void bringsAFailureOfTheOtherSide() throws Exception {
        program().responder(prices, String.class).name("desk").answer(text -> {
            throw new RequestRefusedException("SOLD_OUT", "no more " + text.body());
        });

        Throwable failure = failureOf(requester().request(prices, "pears", String.class, SOON));

        assertThat(failure).isInstanceOfSatisfying(RemoteFailureException.class, remote -> {
            assertThat(remote.code()).isEqualTo(ErrorCode.REMOTE_FAILURE);
            assertThat(remote.remoteCode()).isEqualTo("SOLD_OUT");
            assertThat(remote.remoteMessage()).isEqualTo("no more pears");
            assertThat(remote.responder()).isEqualTo("desk");
        });
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is the answer
    void bringsAFailureOfAStageOnTheOtherSide() throws Exception {
        program().responder(prices, String.class)
                .answer(text ->
                        CompletableFuture.failedFuture(new CompletionException(new java.io.IOException("disk"))));

        Throwable failure = failureOf(requester().request(prices, "q", String.class, SOON));

        assertThat(failure).isInstanceOfSatisfying(
                RemoteFailureException.class, remote -> assertThat(remote.remoteCode()).isEqualTo("IOException"));
    }

    @Test
    void tellsWhoAsksThatTheRequestDoesNotFit() throws Exception {
        Responder responder = program().responder(prices, Order.class).answer(order -> order.body().id());

        Throwable failure = failureOf(requester().request(prices, List.of("no", "order"), String.class, SOON));

        assertThat(failure).isInstanceOfSatisfying(
                RemoteFailureException.class,
                remote -> assertThat(remote.remoteCode()).isEqualTo(ErrorCode.PAYLOAD_UNREADABLE.code()));
        assertThat(responder.metrics().failed()).isEqualTo(1);
    }

    @Test
    void saysThatTooManyAreOutstanding() throws Exception {
        Requester requester = program().requester().maxOutstanding(2).open();
        CompletableFuture<String> first = requester.request(prices, "1", String.class, SOON);
        assertThat(requester.request(prices, "2", String.class, SOON)).isNotDone();

        Throwable failure = failureOf(requester.request(prices, "3", String.class, SOON));

        assertThat(codeOf(failure)).isEqualTo(ErrorCode.BUSY);
        assertThat(requester.metrics().refused()).isEqualTo(1);
        assertThat(first.cancel(false)).isTrue();
        assertThat(requester.request(prices, "4", String.class, SOON)).isNotDone();
    }

    @Test
    void aQueueIsDividedAmongResponders() throws Exception {
        Messaging one = program();
        CyclicBarrier both = new CyclicBarrier(2);
        for (String name : List.of("left", "right")) {
            one.responder(prices, String.class).answer(text -> {
                both.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
                return name;
            });
        }
        Requester requester = requester();

        CompletableFuture<String> first = requester.request(prices, "1", String.class, SOON);
        CompletableFuture<String> second = requester.request(prices, "2", String.class, SOON);

        assertThat(List.of(get(first), get(second))).containsExactlyInAnyOrder("left", "right");
    }

    @Test
    void aSharedTopicIsDividedAmongResponders() throws Exception {
        Set<String> handled = ConcurrentHashMap.newKeySet();
        Messaging one = program();
        List<Responder> team = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            team.add(one.responder(quotes, String.class).shared("team").answer(text -> {
                assertThat(handled.add(text.body())).isTrue();
                return text.body();
            }));
        }
        Requester requester = requester();

        for (int i = 0; i < 10; i++) {
            assertThat(get(requester.request(quotes, "q" + i, String.class, SOON))).isEqualTo("q" + i);
        }
        await("all are counted", () -> team.stream().mapToLong(each -> each.metrics().answered()).sum() == 10);
        assertThat(requester.metrics().late()).isZero();
    }

    @Test
    void handlesCommandsThatNobodyWaitsFor() {
        Set<String> handled = ConcurrentHashMap.newKeySet();
        Responder responder = program().responder(prices, String.class).answer(text -> handled.add(text.body()));
        JMSContext context = plain();

        context.createProducer().send(context.createQueue("prices"), "do it");

        await("handled", () -> handled.contains("do it"));
        await("counted", () -> responder.metrics().commands() == 1);
    }

    @Test
    void aCommandThatFailsComesAgain() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        program().responder(prices, String.class).answer(text -> {
            if (seen.add(text.body())) {
                throw new java.io.IOException("first time");
            }
            return done.add(text.attempt());
        });
        JMSContext context = plain();

        context.createProducer().send(context.createQueue("prices"), "do it");

        await("handled at the second attempt", () -> done.contains(2));
    }

    @Test
    void answersNothingWhilePaused() throws Exception {
        Responder responder = program().responder(prices, String.class).answer(Incoming::body);
        Requester requester = requester();
        assertThat(get(requester.request(prices, "a", String.class, SOON))).isEqualTo("a");
        await("the answer is counted", () -> responder.metrics().answered() == 1);

        responder.pause();
        CompletableFuture<String> waiting = requester.request(prices, "b", String.class, SOON);
        assertThat(responder.isPaused()).isTrue();
        assertThat(responder.metrics().answered()).isEqualTo(1);
        assertThat(waiting).isNotDone();

        responder.resume();
        assertThat(get(waiting)).isEqualTo("b");
    }

    @Test
    void carriesTheTraceThereAndBack() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        program().responder(prices, String.class)
                .answer(text -> String.valueOf(TraceContext.current().traceparent()));
        CompletableFuture<String> seen = new CompletableFuture<>();
        CompletableFuture<Incoming<String>> future = requester().exchange(
                Outgoing.to(prices).trace(new TraceContext(trace, null, null)).body("q"),
                PayloadType.of(String.class),
                SOON);
        CompletableFuture<Boolean> told = future.thenApply(
                reply -> seen.complete(String.valueOf(reply.trace().traceparent())));

        assertThat(get(future).body()).isEqualTo(trace);
        assertThat(get(told)).isTrue();
        assertThat(get(seen)).isEqualTo(trace);
    }

    @Test
    void endsWhatIsOutstandingWhenTheConnectionIsLostAndGoesOn() throws Exception {
        Requester requester = requester();
        CompletableFuture<String> outstanding = requester.request(prices, "a", String.class, SOON);
        assertThat(outstanding).isNotDone();

        scissors().cut();

        assertThat(codeOf(failureOf(outstanding))).isEqualTo(ErrorCode.CONNECTION_LOST);
        program().responder(prices, String.class).answer(Incoming::body);
        assertThat(get(requester.request(prices, "b", String.class, SOON))).isEqualTo("b");
    }

    @Test
    void endsWhatIsOutstandingWhenItCloses() throws Exception {
        Requester requester = requester();
        CompletableFuture<String> outstanding = requester.request(prices, "a", String.class, SOON);

        requester.close();

        assertThat(codeOf(failureOf(outstanding))).isEqualTo(ErrorCode.ILLEGAL_STATE);
        assertThat(codeOf(failureOf(requester.request(prices, "b", String.class)))).isEqualTo(ErrorCode.ILLEGAL_STATE);
    }
}
