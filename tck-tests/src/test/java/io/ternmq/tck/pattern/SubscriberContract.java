// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.ErrorPolicy.Then;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.Subscription;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a subscriber promises over any provider. */
abstract class SubscriberContract extends PatternStage {

    private final List<String> got = new CopyOnWriteArrayList<>();

    SubscriberContract(Ground ground) {
        super(ground);
    }

    private Publisher<Object> publisher(Channel channel) {
        return program().publisher(Object.class).to(channel).open();
    }

    private void awaitGot(String... ids) {
        await("got " + List.of(ids) + ", have " + got, () -> got.size() >= ids.length);
        assertThat(got).containsExactlyInAnyOrder(ids);
    }

    @Test
    void handlesBodiesInTheTypeThatItDeclares() {
        program().subscriber(orders, Order.class).handle(order -> got.add(order.body().id() + order.body().amount()));

        publisher(orders).publish(new Order("a", 1));

        awaitGot("a1");
    }

    @Test
    void everySubscriptionOfATopicGetsEveryMessage() {
        program().subscriber(news, String.class).handle(text -> got.add("1-" + text.body()));
        program().subscriber(news, String.class).handle(text -> got.add("2-" + text.body()));

        publisher(news).publish("x");

        awaitGot("1-x", "2-x");
    }

    @Test
    void leavesTheChoiceToTheSelector() {
        program().subscriber(orders, Order.class)
                .selector("JMSType = 'big'")
                .handle(order -> got.add(order.body().id()));
        Publisher<Object> publisher = publisher(orders);

        publisher.publish(publisher.message().type("small").body(new Order("a", 1)));
        publisher.publish(publisher.message().type("big").body(new Order("b", 2)));

        awaitGot("b");
    }

    @Test
    void filtersWhatThePredicateDoesNotWant() {
        Subscription subscription = program().subscriber(orders, Order.class)
                .filter(order -> order.body().amount() > 1)
                .handle(order -> got.add(order.body().id()));
        Publisher<Object> publisher = publisher(orders);

        publisher.publish(new Order("a", 1));
        publisher.publish(new Order("b", 2));

        awaitGot("b");
        await("one was filtered", () -> subscription.metrics().filtered() == 1);
        subscription.close();
        assertThat(isEmpty("orders")).isTrue();
    }

    @Test
    void handlesAsManyAtATimeAsItHasLanes() {
        handlesThreeAtATimeFrom(orders);
    }

    @Test
    void sharesASubscriptionAmongItsLanesByItself() {
        handlesThreeAtATimeFrom(news);
    }

    private void handlesThreeAtATimeFrom(Channel channel) {
        CyclicBarrier together = new CyclicBarrier(3);
        program().subscriber(channel, String.class).concurrency(3).handle(text -> {
            together.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
            got.add(text.body());
        });
        Publisher<Object> publisher = publisher(channel);

        for (String text : List.of("a", "b", "c")) {
            publisher.publish(text);
        }

        awaitGot("a", "b", "c");
    }

    @Test
    void dividesASharedSubscription() {
        program().subscriber(news, String.class).shared("team").handle(text -> got.add(text.body()));
        program().subscriber(news, String.class).shared("team").handle(text -> got.add(text.body()));
        Publisher<Object> publisher = publisher(news);

        publisher.publish("a");
        publisher.publish("b");
        publisher.publish("c");

        awaitGot("a", "b", "c");
    }

    @Test
    void aDurableSubscriptionKeepsWhatIsSentMeanwhile() {
        Messaging first = programAs("reader");
        first.subscriber(news, String.class).durable("archive").handle(text -> got.add(text.body())).close();
        first.close();
        publisher(news).publish("meanwhile");

        programAs("reader").subscriber(news, String.class).durable("archive").handle(text -> got.add(text.body()));

        awaitGot("meanwhile");
    }

    @Test
    void aDurableSharedSubscriptionNeedsNoClientIdentifier() {
        Messaging program = program();
        program.subscriber(news, String.class)
                .durable("team")
                .shared("team")
                .concurrency(2)
                .handle(text -> got.add(text.body()))
                .close();
        publisher(news).publish("meanwhile");

        program.subscriber(news, String.class).durable("team").shared("team").handle(text -> got.add(text.body()));

        awaitGot("meanwhile");
    }

    @Test
    void saysThatADurableSubscriptionNeedsAClientIdentifier() {
        assertThatThrownBy(() ->
                        program().subscriber(news, String.class).durable("archive").handle(text -> {}))
                .isInstanceOfSatisfying(ProviderException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_CLIENT_ID);
                    assertThat(e).hasMessageContaining("archive").hasMessageContaining("client identifier");
                });
    }

    @Test
    void saysWhatDoesNotFitTogether() {
        Messaging program = program();
        assertRefused(() -> program.subscriber(orders, String.class).shared("team").handle(text -> {}));
        assertRefused(() -> program.subscriber(news, String.class)
                .durable("one")
                .shared("other")
                .handle(text -> {}));
        assertRefused(() -> program.subscriber(news, String.class)
                .durable("archive")
                .concurrency(2)
                .handle(text -> {}));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(
                ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SETTING));
    }

    @Test
    void triesAgainAndThenSucceeds() {
        AtomicInteger calls = new AtomicInteger();
        Subscription subscription = program().subscriber(orders, String.class)
                .onError(ErrorPolicy.DEFAULT.withRetry(3, Duration.ofMillis(1), 1.0, Duration.ofMillis(1)))
                .handle(text -> {
                    if (calls.incrementAndGet() < 3) {
                        throw new java.io.IOException("not yet");
                    }
                    got.add(text.body());
                });

        publisher(orders).publish("a");

        awaitGot("a");
        await("counted", () -> subscription.metrics().processed() == 1);
        assertThat(subscription.metrics().retried()).isEqualTo(2);
        assertThat(subscription.metrics().failed()).isZero();
        assertThat(subscription.metrics().longestNanos()).isPositive();
    }

    @Test
    void putsWhatFailsIntoTheDeadLetterQueue() throws Exception {
        Subscription subscription = failing(Then.DEAD_LETTER);

        publisher(orders).publish("bad");

        Message dead = Objects.requireNonNull(take("DLQ.orders"));
        assertThat(dead.getBody(String.class)).isEqualTo("bad");
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_CAUSE)).contains("does not like bad");
        assertThat(dead.getIntProperty(MessageProperties.DEAD_LETTER_ATTEMPTS)).isEqualTo(1);
        await("counted", () -> subscription.metrics().failed() == 1);
    }

    @Test
    void dropsWhatFails() {
        Subscription subscription = failing(Then.DROP);
        Publisher<Object> publisher = publisher(orders);

        publisher.publish("bad");
        publisher.publish("good");

        awaitGot("good");
        await("counted", () -> subscription.metrics().failed() == 1);
        subscription.close();
        assertThat(isEmpty("orders")).isTrue();
        assertThat(isEmpty("DLQ.orders")).isTrue();
    }

    @Test
    void givesBackWhatFails() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        program().subscriber(orders, String.class)
                .onError(ErrorPolicy.DEFAULT.withThen(Then.REDELIVER))
                .handle(text -> {
                    if (seen.add(text.body())) {
                        throw new java.io.IOException("first time");
                    }
                    got.add(text.body() + text.attempt());
                });

        publisher(orders).publish("a");

        awaitGot("a2");
    }

    @Test
    void stopsOverWhatFailsAndGoesOnWhenResumed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Subscription subscription = program().subscriber(orders, String.class)
                .onError(ErrorPolicy.DEFAULT.withThen(Then.STOP))
                .handle(text -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new java.io.IOException("stop here");
                    }
                    got.add(text.body());
                });
        CompletionStage<Void> stopped = subscription.whenStopped();

        publisher(orders).publish("a");

        assertThat(failureOf(stopped)).hasMessage("stop here");
        assertThat(subscription.isPaused()).isTrue();
        assertThat(got).isEmpty();
        subscription.resume();
        awaitGot("a");
        assertThat(subscription.whenStopped().toCompletableFuture()).isNotDone();
    }

    private Subscription failing(Then then) {
        return program().subscriber(orders, String.class)
                .onError(ErrorPolicy.DEFAULT.withThen(then))
                .handle(text -> {
                    if (text.body().startsWith("bad")) {
                        throw new java.io.IOException("does not like " + text.body());
                    }
                    got.add(text.body());
                });
    }

    @Test
    void putsABodyThatDoesNotFitIntoTheDeadLetterQueueWithThePlace() throws Exception {
        program().subscriber(orders, Order.class).handle(order -> got.add(order.body().id()));
        JMSContext context = plain();
        var text = context.createTextMessage("{\"id\":\"a\",\"amount\":\"many\"}");
        text.setStringProperty(MessageProperties.CONTENT_TYPE, "application/json");
        context.createProducer().send(context.createQueue("orders"), text);

        Message dead = Objects.requireNonNull(take("DLQ.orders"));
        assertThat(dead.getStringProperty(MessageProperties.DEAD_LETTER_PATH)).isEqualTo("$.amount");
        assertThat(got).isEmpty();
    }

    @Test
    void takesNothingWhilePaused() {
        Subscription subscription = program().subscriber(orders, String.class).handle(text -> got.add(text.body()));
        Publisher<Object> publisher = publisher(orders);
        publisher.publish("a");
        awaitGot("a");

        subscription.pause();
        publisher.publish("b");

        assertThat(subscription.isPaused()).isTrue();
        await("the provider has it", () -> publisher.metrics().sent() == 2);
        assertThat(got).containsExactly("a");
        subscription.resume();
        awaitGot("a", "b");
        assertThat(subscription.isPaused()).isFalse();
    }

    @Test
    void finishesTheMessageAtHandWhenItCloses() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Subscription subscription = program().subscriber(orders, String.class).handle(text -> {
            entered.countDown();
            go.await();
            got.add(text.body());
        });
        publisher(orders).publish("a");
        assertThat(entered.await(SOON.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        Thread closer = new Thread(subscription::close, "closer");
        closer.start();
        await("closing waits", () -> closer.getState() == Thread.State.TIMED_WAITING
                || closer.getState() == Thread.State.WAITING);

        go.countDown();

        closer.join(SOON.toMillis());
        assertThat(closer.isAlive()).isFalse();
        assertThat(got).containsExactly("a");
        assertThat(get(subscription.whenStopped())).isNull();
        assertThat(isEmpty("orders")).isTrue();
    }

    @Test
    void subscribesAnewWhenTheConnectionWasLost() throws Exception {
        Subscription subscription =
                program().subscriber(orders, String.class).concurrency(2).handle(text -> got.add(text.body()));
        publisher(orders).publish("a");
        awaitGot("a");
        await("it is settled: what is not would come again", () -> subscription.metrics().processed() == 1);

        scissors().cut();
        publisher(orders).publish("b");

        awaitGot("a", "b");
    }
}
