// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.leak;

import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.cdi.Remote;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.proof.Ledger;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import java.util.List;

/** A program that leaves as much as possible to be cleared away. */
@ApplicationScoped
public class Resident {

    @Inject
    private Ledger ledger;

    @Inject
    @Channel("queue://letters")
    private Publisher<Order> letters;

    @Inject
    @ToTopic("news.local")
    private Event<Order> news;

    @Inject
    @Channel("flow")
    private Pipeline<Order, Order> flow;

    @Inject
    @Remote
    private Echo echo;

    @Inject
    private JMSContext context;

    /** A question. */
    public interface Echo {

        /** The same. */
        @RequestTo("echo")
        String echo(String text);
    }

    /** Uses everything once. */
    public void live() {
        letters.publish(new Order("letter"));
        news.fire(new Order("news"));
        flow.submit(new Order("item")).toCompletableFuture().join();
        ledger.note(echo.echo("echo"));
        context.createProducer().send(context.createQueue("plain"), "plain");
        ledger.note(context.createConsumer(context.createQueue("plain")).receiveBody(String.class, 10_000));
    }

    /** Never in this test. */
    @Scheduled(cron = "@yearly", name = "yearly")
    public void onNewYear() {
        ledger.note("a year is over");
    }

    /** One for each message. */
    @RequestScoped
    public static class Postman implements Echo {

        @Inject
        private Ledger ledger;

        @Inject
        private JMSContext context;

        /** A letter. */
        @QueueListener(value = "letters", concurrency = 3)
        public void on(Order order) {
            context.createProducer().send(context.createTopic("post"), order.id());
            ledger.note(order.id());
        }

        /** News. */
        @TopicListener("news.*")
        public void onNews(Order order) {
            ledger.note(order.id());
        }

        /** News, once more. */
        public void onEvent(@Observes @FromTopic("news.*") Order order) {
            ledger.note(order.id());
        }

        @Override
        public String echo(String text) {
            return text;
        }
    }

    /** From the program to a queue. */
    @Dependent
    public static class Flow implements PipelineDefinition<Order, Order> {

        @Override
        public String name() {
            return "flow";
        }

        @Override
        public io.ternmq.api.pattern.pipeline.Pipeline define(PipelineBuilder builder) {
            return builder.fromProgram(Order.class)
                    .transform("same", order -> order)
                    .to(io.ternmq.api.pattern.Channel.topic("flown"));
        }
    }

    /** What one life leaves in the ledger. */
    static List<String> traces() {
        return List.of("letter", "news", "news", "echo", "plain");
    }
}
