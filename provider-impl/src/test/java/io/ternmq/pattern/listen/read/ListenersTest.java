// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.ListenerSet;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.listen.Listeners;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.publish.Publisher;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects that listen without a container, from the annotation to the broker and back. */
@SuppressWarnings("UnusedVariable") // what a method takes is what is tested
class ListenersTest {

    /** A body. */
    public record Order(int number) {}

    /** What requests are sent through, and answered by. */
    interface Calculator {
        @RequestTo("calculator.twice")
        int twice(int number);
    }

    static class Desk implements Calculator {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @QueueListener("orders")
        String order(Order order, @MessageProperty("region") String region, @MessageHeader("JMSType") String type) {
            seen.add(order.number() + region + type);
            return "taken " + order.number();
        }

        @TopicListener("news.#")
        void news(String text) {
            seen.add(text);
        }

        @Override
        public int twice(int number) {
            return 2 * number;
        }

        String next() throws InterruptedException {
            return String.valueOf(seen.poll(20, TimeUnit.SECONDS));
        }
    }

    private final ConnectionFactory factory =
            new TernConnectionFactory("vm://" + UUID.randomUUID() + "?store=memory");
    private final Messaging messaging = Messaging.over(factory);

    @AfterEach
    void close() {
        messaging.close();
    }

    @Test
    void callsMethodsWithWhatCame() throws Exception {
        Desk desk = new Desk();
        try (Listeners listeners = Listeners.of(factory);
                Publisher<Object> publisher = messaging.publisher(Object.class).open()) {
            listeners.register(desk);

            publisher.publish(Outgoing.to(Channel.queue("orders"))
                    .type("order.made").header("region", "EU").body(new Order(7)));
            assertThat(desk.next()).isEqualTo("7EUorder.made");
            publisher.publish(Outgoing.to(Channel.topic("news.today")).body("rain"));
            assertThat(desk.next()).isEqualTo("rain");
        }
    }

    @Test
    void answersWithWhatAMethodReturns() throws Exception {
        try (Listeners listeners = Listeners.over(messaging)) {
            listeners.register(new Desk());

            assertThat(messaging.client(Calculator.class).twice(21)).isEqualTo(42);
            assertThat(messaging.requester().open()
                            .request(Channel.queue("orders"), new Order(3), String.class)
                            .get(20, TimeUnit.SECONDS))
                    .isEqualTo("taken 3");
        }
    }

    @Test
    void tellsWhatRuns() {
        try (Listeners listeners = Listeners.over(messaging)) {
            ListenerSet set = listeners.register(new Desk());

            assertThat(set.views()).extracting(ListenerView::name).containsExactlyInAnyOrder(
                    "ListenersTest.Desk.order", "ListenersTest.Desk.news", "ListenersTest.Desk.twice");
            assertThat(set.close(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void startsNothingWhenSomethingIsWrong() {
        class Wrong {
            @QueueListener(value = "orders", concurrency = 0)
            void on(String text) {}
        }
        try (Listeners listeners = Listeners.over(messaging)) {
            assertThatThrownBy(() -> listeners.register(new Desk(), new Wrong()))
                    .isInstanceOf(DeclarationException.class)
                    .hasMessageContaining("A declaration is wrong:\n - " + Wrong.class.getName()
                            + ".on(String): concurrency = 0: nothing would ever be handled. Write 1 or more.");
            assertThat(messaging.requester().open()
                            .request(Channel.queue("orders"), new Order(3), String.class, Duration.ofMillis(50)))
                    .failsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void startsNothingOnceClosed() {
        Listeners listeners = Listeners.over(messaging);
        listeners.close();

        assertThatThrownBy(() -> listeners.register(new Desk()))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ILLEGAL_STATE));
    }

    @Test
    void refusesAMessagingThatItDoesNotKnow() {
        try (Listeners listeners = Listeners.over(NoMessaging.make())) {
            assertThatThrownBy(() -> listeners.register(new Desk()))
                    .hasMessageContaining("Listeners need a Messaging that Messaging.builder has made");
        }
    }
}
