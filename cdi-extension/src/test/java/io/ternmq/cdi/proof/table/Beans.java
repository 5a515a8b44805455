// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.table;

import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.proof.Fatal;
import io.ternmq.cdi.proof.Order;
import io.ternmq.cdi.proof.Player;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One bean for each kind of listener. The scope that each has here is replaced by that of the table. */
final class Beans {

    /** Longer than a test waits by its clock, but for the outcome that is about it. */
    static final String LIMIT = "20h";
    static final String PAUSE = "1m";
    static final String DEAD = "the.dead";

    private Beans() {}

    /** What is asked. */
    public interface Greeter {

        /** The greeting. */
        @RequestTo(value = "work", timeout = LIMIT)
        String greet(Order order);
    }

    /** From a queue; its dead letters go to the usual place. */
    @Dependent
    public static class OfQueue extends Player {

        /** A message. */
        @QueueListener(value = "work", timeout = LIMIT)
        @Retry(delay = PAUSE, notOn = Fatal.class)
        public void on(Order order) throws InterruptedException {
            play(order.id());
        }
    }

    /** From a topic, while it listens. */
    @Dependent
    public static class OfTopic extends Player {

        /** A message. */
        @TopicListener(value = "news.*", timeout = LIMIT)
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public void on(Order order) throws InterruptedException {
            play(order.id());
        }
    }

    /** From a durable subscription of its own. */
    @Dependent
    public static class OfDurable extends Player {

        /** A message. */
        @TopicListener(value = "news.local", timeout = LIMIT)
        @DurableSubscription
        @SubscriptionName("mine")
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public void on(Order order) throws InterruptedException {
            play(order.id());
        }
    }

    /** From a durable subscription that others may share. */
    @Dependent
    public static class OfShared extends Player {

        /** A message. */
        @TopicListener(value = "news.local", timeout = LIMIT, concurrency = 2)
        @Shared
        @DurableSubscription
        @SubscriptionName("ours")
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public void on(Order order) throws InterruptedException {
            play(order.id());
        }
    }

    /** Two at once. */
    @Dependent
    public static class OfBatch extends Player {

        /** Some messages. */
        @QueueListener(value = "work", timeout = LIMIT)
        @Batch(size = 2, timeout = "10h")
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public void on(List<Order> orders) throws InterruptedException {
            play(orders.stream().map(Order::id).toArray(String[]::new));
        }
    }

    /** Several at a time, but one after the other for each key. */
    @Dependent
    public static class OfOrdered extends Player {

        /** A message. */
        @QueueListener(value = "work", timeout = LIMIT, concurrency = 3)
        @Ordered
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public void on(Order order) throws InterruptedException {
            play(order.id());
        }
    }

    /** What it returns is the reply. */
    @Dependent
    public static class OfReply extends Player {

        /** A message. */
        @QueueListener(value = "work", timeout = LIMIT)
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public String on(Order order) throws InterruptedException {
            play(order.id());
            return "Hello, " + order.id();
        }
    }

    /** Done when its stage is. */
    @Dependent
    public static class OfStage extends Player {

        /** A message. */
        @QueueListener(value = "work", timeout = LIMIT)
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public CompletionStage<@Nullable Void> on(Order order) {
            return stage(order.id());
        }
    }

    /** Settles by itself. */
    @Dependent
    public static class OfHandle extends Player {

        /** A message. */
        @QueueListener(value = "work", timeout = LIMIT)
        @Retry(delay = PAUSE, notOn = Fatal.class)
        @DeadLetter(DEAD)
        public void on(Order order, Acknowledgement handle) {
            settle(order.id(), handle);
        }
    }

    /** Sees a topic as events. */
    @Dependent
    public static class OfEvents extends Player {

        /** An event. */
        public void on(@Observes @FromTopic("news.local") Order order) throws InterruptedException {
            play(order.id());
        }
    }

    /** Answers an interface. */
    @Dependent
    public static class OfRequests extends Player implements Greeter {

        @Override
        public String greet(Order order) {
            try {
                play(order.id());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            return "Hello, " + order.id();
        }
    }

    /** Runs every hour. */
    @Dependent
    public static class OfTime extends Player {

        /** It is time. */
        @Scheduled(cron = "0 * * * *", name = "hourly")
        public void on() throws InterruptedException {
            play("tick");
        }
    }
}
