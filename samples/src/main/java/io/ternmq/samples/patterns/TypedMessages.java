// SPDX-License-Identifier: Apache-2.0
package io.ternmq.samples.patterns;

import io.ternmq.api.MessageProperties;
import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.CloudEvent;
import io.ternmq.api.pattern.Execution;
import io.ternmq.api.pattern.MessageKind;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.TraceMode;
import io.ternmq.api.pattern.publish.Publisher;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a typed message carries besides its body, and what becomes of a body that does not fit. */
public final class TypedMessages {

    private TypedMessages() {}

    /**
     * A body.
     *
     * @param id       number of the order
     * @param customer who ordered
     * @param lines    what
     */
    public record Order(String id, String customer, List<Line> lines) {}

    /**
     * One line of an order.
     *
     * @param item     what
     * @param quantity how many
     */
    public record Line(String item, int quantity) {}

    /** Sends and prints what arrives. */
    public static void main(String[] args) throws Exception {
        try (Messaging messaging = open(new TernConnectionFactory("vm://patterns?store=memory"))) {
            play(messaging).forEach(System.out::println);
        }
    }

    /** Typed messaging with settings. */
    static Messaging open(ConnectionFactory factory) {
        // tag::settings[]
        return Messaging.builder(factory)
                .source("https://shop.example")
                .execution(new Execution.Own(8))
                .tracing(TraceMode.PARENT)
                .closeLimit(Duration.ofSeconds(5))
                .build();
        // end::settings[]
    }

    /** Sends a message of every kind and returns what was seen of them. */
    static List<String> play(Messaging messaging) throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        listen(messaging, seen);
        try (Publisher<Object> publisher = messaging.publisher(Object.class).open()) {
            Order order = new Order("17", "ann", List.of(new Line("globe", 1)));
            // tag::build[]
            publisher.publish(Outgoing.to(Channel.queue("orders"))
                    .kind(MessageKind.COMMAND)
                    .type("order.place")
                    .key("ann")
                    .priority(7)
                    .timeToLive(Duration.ofMinutes(10))
                    .header("campaign", "autumn")
                    .body(order));
            // end::build[]
            String order17 = next(seen);
            // tag::cloudevent[]
            CloudEvent event = CloudEvent.of("17-placed", "https://shop.example", "order.placed")
                    .withSubject("17")
                    .withData(order);
            publisher.publish(Outgoing.to(Channel.topic("shop.events")).body(event));
            publisher.publish(Outgoing.to(Channel.topic("shop.events"))
                    .contentType(CloudEvent.STRUCTURED)
                    .body(event));
            // end::cloudevent[]
            String both = next(seen) + ", " + next(seen);
            publisher.publish(Outgoing.to(Channel.queue("orders")).body(
                    "{\"id\":\"18\",\"customer\":\"bob\",\"lines\":[{\"item\":\"globe\",\"quantity\":\"many\"}]}"));
            String fault = next(seen);
            // tag::trace[]
            TraceContext trace = new TraceContext(
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", null, null);
            Outgoing<CloudEvent> traced = Outgoing.to(Channel.topic("shop.events")).body(event);
            trace.run(() -> publisher.publish(traced)); // carries traceparent
            // end::trace[]
            return List.of(order17, both, fault, next(seen));
        }
    }

    private static void listen(Messaging messaging, BlockingQueue<String> seen) {
        // tag::receive[]
        messaging.subscriber(Channel.queue("orders"), Order.class).handle(message -> {
            Order order = message.body();
            seen.add("order " + order.id() + " for " + message.key());
        });
        // end::receive[]
        messaging.subscriber(Channel.topic("shop.events"), CloudEvent.class)
                .handle(event -> seen.add(event.body().type()));
        // tag::generic[]
        messaging.subscriber(Channel.queue("order-lists"), new PayloadType<List<Order>>() {})
                .handle(orders -> seen.add(orders.body().size() + " orders"));
        // end::generic[]
        // tag::dead[]
        messaging.subscriber(Channel.queue("DLQ.orders"), String.class).handle(
                letter -> seen.add("does not fit: " + letter.headers().get(MessageProperties.DEAD_LETTER_PATH)));
        // end::dead[]
    }

    private static String next(BlockingQueue<String> seen) throws InterruptedException {
        String next = seen.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("Nothing came");
        }
        return next;
    }
}
