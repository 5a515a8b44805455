// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.pattern.json.JsonBinding;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients of annotated interfaces over a broker in this process. */
class ClientProxyTest {

    /** A body. */
    public record Order(int number) {}

    enum Region {
        EU
    }

    interface Shop {
        @RequestTo("shop.twice")
        int twice(int number);

        @RequestTo("shop.orders")
        List<Order> orders(String customer);

        @RequestTo("shop.orders")
        CompletionStage<List<Order>> ordersLater(String customer);

        @RequestTo("shop.orders")
        CompletableFuture<Void> ordersSeen(String customer);

        @RequestTo("shop.note")
        void note(
                @MessageProperty("region") Region region,
                @MessageProperty("level") @Nullable Integer level,
                Order order,
                @MessageProperty("more") Optional<String> more);

        @RequestTo("shop.ping")
        String ping();

        @RequestTo("shop.later")
        String later();

        @RequestTo(value = "shop.nobody", timeout = "50ms")
        String nobody();

        default int fourTimes(int number) {
            return twice(twice(number));
        }
    }

    private final BlockingQueue<Incoming<?>> seen = new LinkedBlockingQueue<>();
    private final Messaging messaging =
            Messaging.over(new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory"));

    @BeforeEach
    void answer() {
        messaging.responder(Channel.queue("shop.twice"), Integer.class).answer(request -> 2 * request.body());
        messaging.responder(Channel.queue("shop.orders"), String.class).answer(request -> {
            if (request.body().isEmpty()) {
                throw new IllegalArgumentException("Nobody is called so");
            }
            return List.of(new Order(1), new Order(2));
        });
        messaging.responder(Channel.queue("shop.note"), Order.class).answer(request -> {
            seen.add(request);
            return null;
        });
        messaging.responder(Channel.queue("shop.ping"), String.class).answer(request -> "pong" + request.body());
    }

    @AfterEach
    void close() {
        messaging.close();
    }

    @Test
    void returnsWhatTheOtherSideAnswers() {
        Shop shop = messaging.client(Shop.class);

        assertThat(shop.twice(21)).isEqualTo(42);
        assertThat(shop.orders("Ada")).containsExactly(new Order(1), new Order(2));
        assertThat(shop.ping()).isEqualTo("pong");
    }

    @Test
    void returnsStages() throws Exception {
        Shop shop = messaging.client(Shop.class);

        assertThat(shop.ordersLater("Ada").toCompletableFuture().get(20, TimeUnit.SECONDS)).hasSize(2);
        assertThat(shop.ordersSeen("Ada").get(20, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void sendsParametersAsProperties() throws Exception {
        messaging.client(Shop.class).note(Region.EU, 3, new Order(9), Optional.of("x"));

        Incoming<?> request = seen.take();
        assertThat(request.body()).isEqualTo(new Order(9));
        assertThat(request.headers()).containsAllEntriesOf(Map.of("region", "EU", "level", 3, "more", "x"));
        assertThat(request.kind()).isEqualTo(MessageKind.QUERY);
        assertThat(request.message().getJMSExpiration()).isPositive();
    }

    @Test
    void leavesOutPropertiesThatAreNotThere() throws Exception {
        messaging.client(Shop.class).note(Region.EU, null, new Order(9), Optional.empty());

        assertThat(seen.take().headers()).doesNotContainKeys("level", "more");
    }

    @Test
    void failsWithWhatTheOtherSideFailsWith() {
        Shop shop = messaging.client(Shop.class);

        assertThatThrownBy(() -> shop.orders(""))
                .isInstanceOf(RemoteFailureException.class)
                .hasMessageContaining("IllegalArgumentException: Nobody is called so");
        assertThatThrownBy(() -> shop.ordersSeen("").get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RemoteFailureException.class);
    }

    @Test
    void waitsNoLongerThanTheMethodSays() {
        assertThatThrownBy(() -> messaging.client(Shop.class).nobody())
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TIMEOUT));
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is the answer
    void stopsWaitingWhenItsThreadIsInterrupted() {
        Thread waiting = Thread.currentThread();
        messaging.responder(Channel.queue("shop.later"), String.class).answer(request -> {
            waiting.interrupt();
            return new CompletableFuture<String>();
        });

        assertThatThrownBy(() -> messaging.client(Shop.class).later())
                .hasMessageContaining("Waiting for the answer to later() was interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesABodyOfNull() {
        Shop shop = messaging.client(Shop.class);

        assertThatThrownBy(() -> callWithNull(shop))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("orders(String) was called with null, and a request has a body");
    }

    @SuppressWarnings("NullAway") // what a careless caller does
    private static void callWithNull(Shop shop) {
        shop.orders(null);
    }

    @Test
    void carriesOutDefaultMethodsItself() {
        assertThat(messaging.client(Shop.class).fourTimes(10)).isEqualTo(40);
    }

    @Test
    void isAnObjectLikeOthers() {
        Shop one = messaging.client(Shop.class);
        Shop two = messaging.client(Shop.class);

        Set<Shop> set = new HashSet<>(List.of(one, two));
        assertThat(set).hasSize(2).contains(one);
        assertThat(one).isNotEqualTo(two).hasToString("Client of " + Shop.class.getName());
    }

    @Test
    void asksNothingMoreOnceMessagingIsClosed() {
        Shop shop = messaging.client(Shop.class);
        assertThat(shop.ping()).isEqualTo("pong");
        messaging.close();

        assertThatThrownBy(shop::ping)
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_STATE));
    }

    interface Picky {
        @RequestTo("shop.shape")
        Shop shape();
    }

    @Test
    void leavesWhatCanBeReadToACodecOfTheProgram() {
        try (Messaging own = Messaging.builder(new TernConnectionFactory("vm://" + UUID.randomUUID()))
                .codec(new JsonBinding()).build()) {
            assertThat(own.client(Picky.class)).hasToString("Client of " + Picky.class.getName());
        }
        assertThatThrownBy(() -> messaging.client(Picky.class)).isInstanceOf(DeclarationException.class);
    }

    interface Broken {
        @RequestTo("a b")
        String a();

        int b();
    }

    @Test
    void tellsAllThatIsWrongWithAnInterface() {
        assertThatThrownBy(() -> messaging.client(Broken.class))
                .isInstanceOfSatisfying(DeclarationException.class, e -> assertThat(e.faults()).hasSize(2));
    }
}
