// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.request.RemoteFailureException;
import io.ternmq.api.pattern.request.RequestRefusedException;
import io.ternmq.api.pattern.request.Requester;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Orders go through three services: inventory, payment, shipping. When one of them refuses, what the others have done
 * is undone in the opposite order, so that no order is left half done.
 */
public final class OrderProcessing {

    private static final Channel ORDERS = Channel.queue("orders");

    private OrderProcessing() {}

    /**
     * An order.
     *
     * @param id       its number
     * @param item     what
     * @param quantity how many
     * @param customer for whom
     * @param cents    price of all of it
     */
    public record Order(String id, String item, int quantity, String customer, long cents) {}

    /**
     * How an order ended.
     *
     * @param order  its number
     * @param status {@code SHIPPED}, or who refused it
     * @param reason why it was refused, empty otherwise
     */
    public record Outcome(String order, String status, String reason) {}

    /** What the shop owns and what customers have left. */
    static final class Books {

        private final Map<String, Integer> stock = new ConcurrentHashMap<>(Map.of("seismograph", 3, "globe", 10));
        private final Map<String, Long> money = new ConcurrentHashMap<>(Map.of("ann", 100_000L, "bob", 5_000L));

        int stockOf(String item) {
            return stock.getOrDefault(item, 0);
        }

        long moneyOf(String customer) {
            return money.getOrDefault(customer, 0L);
        }

        String reserve(Order order) {
            int left = stock.merge(order.item(), -order.quantity(), Integer::sum);
            if (left < 0) {
                release(order);
                throw new RequestRefusedException("OUT_OF_STOCK", "There are not " + order.quantity() + " left");
            }
            return "reserved";
        }

        String release(Order order) {
            stock.merge(order.item(), order.quantity(), Integer::sum);
            return "released";
        }

        String charge(Order order) {
            long left = money.merge(order.customer(), -order.cents(), Long::sum);
            if (left < 0) {
                refund(order);
                throw new RequestRefusedException("DECLINED", order.customer() + " cannot pay " + order.cents());
            }
            return "charged";
        }

        String refund(Order order) {
            money.merge(order.customer(), order.cents(), Long::sum);
            return "refunded";
        }

        static String ship(Order order) {
            if (order.quantity() > 5) {
                throw new RequestRefusedException("TOO_HEAVY", "Nobody carries " + order.quantity() + " at once");
            }
            return "shipped";
        }
    }

    /** Processes four orders and prints how they ended. */
    public static void main(String[] args) throws Exception {
        try (Messaging messaging = Messaging.over(new TernConnectionFactory("vm://patterns?store=memory"))) {
            play(messaging, new Books()).values().forEach(System.out::println);
        }
    }

    /** Processes four orders: one succeeds, each of the others fails at another service. */
    static Map<String, Outcome> play(Messaging messaging, Books books) throws InterruptedException {
        serve(messaging, books);
        List<Order> orders = List.of(
                new Order("1", "seismograph", 2, "ann", 30_000),
                new Order("2", "seismograph", 2, "ann", 30_000),
                new Order("3", "globe", 1, "bob", 9_900),
                new Order("4", "globe", 8, "ann", 60_000));
        Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        CountDownLatch missing = new CountDownLatch(orders.size());
        messaging.subscriber(Channel.topic("order.done"), Outcome.class).handle(done -> {
            outcomes.put(done.body().order(), done.body());
            missing.countDown();
        });
        try (Requester requester = messaging.requester().open();
                Publisher<Outcome> done =
                        messaging.publisher(Outcome.class).to(Channel.topic("order.done")).open();
                Publisher<Order> desk = messaging.publisher(Order.class).to(ORDERS).open()) {
            messaging.subscriber(ORDERS, Order.class).handle(order -> done.publish(process(requester, order.body())));
            orders.forEach(desk::publish);
            if (!missing.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(missing.getCount() + " orders did not end");
            }
        }
        return outcomes;
    }

    private static void serve(Messaging messaging, Books books) {
        serve(messaging, "inventory.reserve", books::reserve);
        serve(messaging, "inventory.release", books::release);
        serve(messaging, "payment.charge", books::charge);
        serve(messaging, "payment.refund", books::refund);
        serve(messaging, "shipping.ship", Books::ship);
    }

    private static void serve(Messaging messaging, String service, Function<Order, String> work) {
        messaging.responder(Channel.queue(service), Order.class).answer(order -> work.apply(order.body()));
    }

    // tag::saga[]
    private static Outcome process(Requester services, Order order) {
        Deque<String> undo = new ArrayDeque<>();
        String step = "inventory.reserve";
        try {
            call(services, step, order);
            undo.push("inventory.release");
            step = "payment.charge";
            call(services, step, order);
            undo.push("payment.refund");
            step = "shipping.ship";
            call(services, step, order);
            return new Outcome(order.id(), "SHIPPED", "");
        } catch (RemoteFailureException refusal) {
            undo.forEach(compensation -> call(services, compensation, order));
            return new Outcome(order.id(), step, refusal.remoteCode());
        }
    }
    // end::saga[]

    private static String call(Requester services, String service, Order order) {
        try {
            return services.request(Channel.queue(service), order, String.class).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RemoteFailureException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
