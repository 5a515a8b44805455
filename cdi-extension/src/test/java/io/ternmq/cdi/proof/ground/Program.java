// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.ground;

import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.cdi.Remote;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ScatterGather;
import io.ternmq.cdi.Subscriber;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.proof.Ledger;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.JMSContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A small shop that uses everything which needs no help of the broker. */
final class Program {

    private Program() {}

    /** What other programs may ask. */
    public interface Prices {

        /** The price. */
        @RequestTo("prices")
        int priceOf(Order order, @MessageProperty("discount") int discount);

        /** Refuses. */
        @RequestTo("refusals")
        String refuse(String reason);
    }

    /** Everything injected; without a proxy, so that tests see its fields. */
    @Singleton
    public static class Shop {

        @Inject
        @Channel("queue://orders")
        Publisher<Order> orders;

        @Inject
        @Channel("news.local")
        Publisher<Order> news;

        @Inject
        @Channel("queue://receipts")
        Subscriber<Order> receipts;

        @Inject
        @Channel("greetings")
        Requester<Order, String> greetings;

        @Inject
        @Channel("offers")
        ScatterGather<Order, String> offers;

        @Inject
        @Channel("sorting")
        Pipeline<Order, Order> sorting;

        @Inject
        @Remote
        Prices prices;

        @Inject
        @ToTopic("events.local")
        Event<Order> events;

        @Inject
        JMSContext context;

        @Inject
        Ledger ledger;
    }

    /** Listens. */
    @RequestScoped
    public static class Warehouse {

        @Inject
        private Ledger ledger;

        @Inject
        private JMSContext context;

        /** Fails once, or for good. */
        @QueueListener("orders")
        @Retry(maxAttempts = 2, delay = "1ms")
        @DeadLetter("dead.orders")
        public void on(Order order) throws InterruptedException {
            ledger.play(List.of(order.id()));
        }

        /** As long as it listens. */
        @TopicListener("news.*")
        @MessageSelector("priority IS NULL OR priority = 'high'")
        public void onNews(Order order, @MessageProperty("priority") @Nullable String priority) {
            ledger.note("news " + order.id() + (priority == null ? "" : " " + priority));
        }

        /** One of two. */
        @TopicListener(value = "news.local", concurrency = 2)
        @Shared
        @DurableSubscription
        @SubscriptionName("archive")
        public void onShared(Order order, @MessageHeader("JMSMessageID") String id) {
            ledger.note("archive " + order.id() + (id.isEmpty() ? " without id" : ""));
        }

        /** Answers. */
        @QueueListener("greetings")
        public String greet(Order order) {
            return "Hello, " + order.id();
        }

        /** Answers many. */
        @TopicListener("offers")
        public String offer(Order order) {
            return "one for " + order.id();
        }

        /** Answers many, too. */
        @TopicListener("offers")
        public String offerMore(Order order) {
            return "two for " + order.id();
        }

        /** Sends on with the context of its request. */
        @QueueListener("forward")
        public void forward(Order order) {
            context.createProducer().send(context.createQueue("forwarded"), order.id());
        }

        /** An event. */
        public void onEvent(@Observes @FromTopic("events.*") Order order) {
            ledger.note("event " + order.id());
        }
    }

    /** Answers the interface. */
    @ApplicationScoped
    public static class PriceList implements Prices {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public int priceOf(Order order, int discount) {
            return 100 + asked.incrementAndGet() - discount;
        }

        @Override
        public String refuse(String reason) {
            throw new IllegalStateException(reason);
        }
    }

    /** A pipeline from the program to a queue. */
    @ApplicationScoped
    public static class Sorting implements PipelineDefinition<Order, Order> {

        @Override
        public String name() {
            return "sorting";
        }

        @Override
        public io.ternmq.api.pattern.pipeline.Pipeline define(PipelineBuilder builder) {
            return builder.fromProgram(Order.class)
                    .transform("mark", order -> new Order("sorted " + order.id()))
                    .to(io.ternmq.api.pattern.Channel.queue("sorted"));
        }
    }
}
