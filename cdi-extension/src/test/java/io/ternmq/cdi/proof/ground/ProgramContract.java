// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.ground;

import static io.ternmq.cdi.proof.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.Until;
import io.ternmq.cdi.proof.Deed;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Order;
import io.ternmq.cdi.proof.Stand;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program may expect of every provider. */
@Timeout(60)
abstract class ProgramContract {

    private static final long SOON = 10;
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Ground ground;
    private @Nullable Stand stand;

    ProgramContract(Ground ground) {
        this.ground = ground;
    }

    @BeforeEach
    final void open() throws Exception {
        stand = Stand.on(ground);
    }

    @AfterEach
    final void close() throws Exception {
        stand().close();
    }

    final Stand stand() {
        return Objects.requireNonNull(stand, "opened before each test");
    }

    private Program.Shop shop() {
        return stand()
                .start(Program.Shop.class, Program.Warehouse.class, Program.PriceList.class, Program.Sorting.class)
                .select(Program.Shop.class)
                .get();
    }

    private void awaitDone(String... done) {
        await("what was sent is handled", () -> stand().ledger().done().size() >= done.length);
        assertThat(stand().ledger().done()).containsExactlyInAnyOrder(done);
    }

    @Test
    void publishesToAListener() {
        Program.Shop shop = shop();
        shop.orders.publish(new Order("1"));
        awaitDone("1");
    }

    @Test
    void triesAgainThenPutsAside() {
        Program.Shop shop = shop();
        stand().ledger().script(Deed.FAIL, Deed.DONE, Deed.FAIL, Deed.FAIL);
        shop.orders.publish(new Order("1"));
        shop.orders.publish(new Order("2"));
        stand().later("all attempts", PAUSE, () -> stand().ledger().visits() == 4);
        try (JMSContext context = outsideContext()) {
            assertThat(context.createConsumer(context.createQueue("dead.orders")).receive(10_000)).isNotNull();
        }
        awaitDone("1");
        assertThat(stand().ledger().visits()).isEqualTo(4);
    }

    @Test
    void topicsReachEachSubscriptionOnceAndSelectorsChoose() {
        Program.Shop shop = shop();
        Channel news = Channel.topic("news.local");
        shop.news.publish(new Order("1"));
        shop.news.publish(Outgoing.to(news).header("priority", "high").body(new Order("2")));
        shop.news.publish(Outgoing.to(news).header("priority", "low").body(new Order("3")));
        awaitDone("news 1", "news 2 high", "archive 1", "archive 2", "archive 3");
    }

    @Test
    void aDurableSubscriptionGoesOnWithoutItsProgram() {
        shop();
        stand().stop();
        try (Publisher<Order> publisher = stand().outside().publisher(Order.class).open()) {
            publisher.publish(Outgoing.to(Channel.topic("news.local")).body(new Order("1")));
        }
        shop();
        awaitDone("archive 1");
    }

    @Test
    void subscribesWhenItWants() {
        Program.Shop shop = shop();
        try (Publisher<Order> publisher = stand().outside().publisher(Order.class).open();
                Subscription receipts = shop.receipts.handle(order -> shop.ledger.note(order.body().id()))) {
            publisher.publish(Outgoing.to(Channel.queue("receipts")).body(new Order("1")));
            awaitDone("1");
            assertThat(receipts.isPaused()).isFalse();
        }
    }

    @Test
    void asksAndIsAnswered() throws Exception {
        Program.Shop shop = shop();
        assertThat(shop.greetings.request(new Order("ann")).get(SOON, TimeUnit.SECONDS)).isEqualTo("Hello, ann");
        assertThat(shop.prices.priceOf(new Order("1"), 20)).isEqualTo(81);
        assertThat(stand().outside().client(Program.Prices.class).priceOf(new Order("1"), 0)).isEqualTo(102);
        assertThatThrownBy(() -> shop.prices.refuse("sold out"))
                .isInstanceOf(RemoteFailureException.class)
                .hasMessageContaining("sold out");
    }

    @Test
    void asksManyAndCollects() throws Exception {
        Program.Shop shop = shop();
        List<String> offers = shop.offers.gather(new Order("ann"))
                .until(Until.first(2).orWithin(Duration.ofSeconds(SOON)))
                .get(SOON, TimeUnit.SECONDS)
                .bodies();
        assertThat(offers).containsExactlyInAnyOrder("one for ann", "two for ann");
    }

    @Test
    void eventsTravel() {
        Program.Shop shop = shop();
        shop.events.fire(new Order("1"));
        awaitDone("event 1");
    }

    @Test
    void contextsAreThereInsideAndOutsideOfListeners() throws Exception {
        Program.Shop shop = shop();
        try (Publisher<Order> publisher = stand().outside().publisher(Order.class).open()) {
            publisher.publish(Outgoing.to(Channel.queue("forward")).body(new Order("1")));
        }
        try (JMSContext context = outsideContext()) {
            assertThat(context.createConsumer(context.createQueue("forwarded")).receiveBody(String.class, 10_000))
                    .isEqualTo("1");
            shop.context.createProducer().send(shop.context.createQueue("plain"), "2");
            assertThat(context.createConsumer(context.createQueue("plain")).receiveBody(String.class, 10_000))
                    .isEqualTo("2");
        }
    }

    @Test
    void pipelinesRun() throws Exception {
        Program.Shop shop = shop();
        shop.sorting.submit(new Order("1")).toCompletableFuture().get(SOON, TimeUnit.SECONDS);
        try (JMSContext context = outsideContext()) {
            assertThat(context.createConsumer(context.createQueue("sorted")).receive(10_000)).isNotNull();
        }
        assertThat(shop.sorting.graph().toMermaid()).contains("mark");
    }

    final JMSContext outsideContext() {
        return stand().factory().createContext();
    }
}
