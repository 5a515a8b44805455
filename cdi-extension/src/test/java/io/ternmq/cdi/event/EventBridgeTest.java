// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Channel;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Stand;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that are published, and messages that are observed. */
class EventBridgeTest {

    private @Nullable Stand stand;

    /** A body. */
    public record Order(String id, int amount) {}

    /** Another body. */
    public record Bill(String order) {}

    /** Fires. */
    @ApplicationScoped
    static class Shop {
        @Inject
        @ToTopic("orders.created")
        Event<Order> created;

        @Inject
        @ToTopic(value = "orders.paid", during = TransactionPhase.AFTER_SUCCESS)
        Event<Order> paid;

        public Event<Order> created() {
            return created;
        }

        public Event<Order> paid() {
            return paid;
        }
    }

    /** Where observers put what they have seen. */
    @ApplicationScoped
    static class Seen {
        private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

        public BlockingQueue<Object> all() {
            return all;
        }
    }

    /** Belongs to one delivery. */
    @RequestScoped
    static class Case {
        private final List<String> notes = new CopyOnWriteArrayList<>();

        public int note(String text) {
            notes.add(text);
            return notes.size();
        }
    }

    /** Two observers of one topic, one after the other, with one request between them. */
    @ApplicationScoped
    static class Office {
        @Inject
        Seen seen;

        @Inject
        Case file;

        void first(@Observes @Priority(1) @FromTopic("orders.created") Order order) {
            file.note(order.id());
        }

        void second(@Observes @Priority(2) @FromTopic("orders.created") Order order) {
            seen.all().add(order.id() + file.note(order.id()));
        }
    }

    /** Observes later, on another thread. */
    @ApplicationScoped
    static class Archive {
        @Inject
        Seen seen;

        void keep(@ObservesAsync @FromTopic("bills") Bill bill) {
            if (bill.order().isEmpty()) {
                throw new IllegalArgumentException("no order");
            }
            seen.all().add(bill);
        }
    }

    /** Cannot stand small orders. */
    @ApplicationScoped
    static class Strict {
        void check(@Observes @FromTopic("orders.#") Order order) {
            if (order.amount() < 1) {
                throw new IllegalStateException("too small");
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        stand = Stand.on(Ground.VM);
    }

    @AfterEach
    void close() throws Exception {
        stand().close();
    }

    private Stand stand() {
        return Objects.requireNonNull(stand);
    }

    private BlockingQueue<Order> outside(String topic) {
        BlockingQueue<Order> got = new LinkedBlockingQueue<>();
        stand().outside().subscriber(Channel.topic(topic), Order.class).handle(message -> got.add(message.body()));
        return got;
    }

    @Test
    void publishesWhatIsFired() throws Exception {
        BlockingQueue<Order> got = outside("orders.created");
        SeContainer container = stand().start(Shop.class);

        container.select(Shop.class).get().created().fire(new Order("7", 3));

        assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order("7", 3));
    }

    @Test
    void publishesWhatIsFiredAsynchronously() throws Exception {
        BlockingQueue<Order> got = outside("orders.created");
        SeContainer container = stand().start(Shop.class);

        container.select(Shop.class).get().created().fireAsync(new Order("8", 1)).toCompletableFuture().get(
                10, TimeUnit.SECONDS);

        assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order("8", 1));
    }

    @Test
    void publishesOnceWithoutATransactionWhateverThePhase() throws Exception {
        BlockingQueue<Order> got = outside("orders.*");
        SeContainer container = stand().start(Shop.class);

        container.select(Shop.class).get().paid().fire(new Order("9", 1));
        container.select(Shop.class).get().created().fire(new Order("10", 1));

        assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order("9", 1));
        assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order("10", 1));
        assertThat(got).isEmpty();
    }

    @Test
    void publishesWithAQualifierThatIsSelected() throws Exception {
        BlockingQueue<Order> got = outside("orders.late");
        SeContainer container = stand().start(Shop.class);

        container.getBeanManager().getEvent()
                .select(ToTopic.Literal.of("orders.late", TransactionPhase.IN_PROGRESS))
                .fire(new Order("11", 1));

        assertThat(got.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order("11", 1));
    }

    @Test
    void tellsWhoFiresThatNothingWasPublished() {
        SeContainer container = stand().start(Shop.class);
        Event<Object> event = container.getBeanManager().getEvent();

        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(
                () -> event.select(ToTopic.Literal.of("a..b", TransactionPhase.IN_PROGRESS)).fire(new Order("1", 1)));

        assertThat(thrown).isInstanceOfSatisfying(ProviderException.class, failure ->
                assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_DESTINATION));
    }

    @Test
    void showsAMessageToAllItsObserversInOneRequest() throws Exception {
        SeContainer container = stand().start(Office.class, Seen.class, Case.class);
        send("orders.created", new Order("a", 1));
        send("orders.created", new Order("b", 1));

        BlockingQueue<Object> seen = container.select(Seen.class).get().all();
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("a2");
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("b2");
        assertThat(container.select(Messages.class).get().listeners())
                .singleElement()
                .satisfies(view -> assertThat(view.channel()).isEqualTo(Channel.topic("orders.created")));
    }

    @Test
    void showsAMessageToAsynchronousObservers() throws Exception {
        SeContainer container = stand().start(Archive.class, Seen.class);
        send("bills", new Bill("7"));

        assertThat(container.select(Seen.class).get().all().poll(10, TimeUnit.SECONDS)).isEqualTo(new Bill("7"));
    }

    @Test
    void putsAsideWhatAnObserverFailsOver() throws Exception {
        stand().start(Strict.class);
        BlockingQueue<Map<String, Object>> dead = dead("DLQ.orders.created");
        send("orders.created", new Order("a", 0));

        assertThat(Objects.requireNonNull(dead.poll(10, TimeUnit.SECONDS)).toString()).contains("too small");
    }

    @Test
    void putsAsideWhatAnAsynchronousObserverFailsOver() throws Exception {
        stand().start(Archive.class, Seen.class);
        BlockingQueue<Map<String, Object>> dead = dead("DLQ.bills");
        send("bills", new Bill(""));

        assertThat(Objects.requireNonNull(dead.poll(10, TimeUnit.SECONDS)).toString()).contains("no order");
    }

    private BlockingQueue<Map<String, Object>> dead(String queue) {
        BlockingQueue<Map<String, Object>> dead = new LinkedBlockingQueue<>();
        stand().outside()
                .subscriber(Channel.queue(queue), String.class)
                .handle(message -> dead.add(message.headers()));
        return dead;
    }

    private void send(String topic, Object body) {
        stand().outside().publisher(Object.class).to(Channel.topic(topic)).open().publish(body);
    }
}
