// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.refusal;

import io.ternmq.api.listen.Acknowledgement;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.MessageHeader;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.transaction.Transactional;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/** Listener methods that are wrong, each in one way. */
final class WrongListeners {

    private WrongListeners() {}

    /** Such an option is not known. */
    @Dependent
    public static class UnknownOption {

        /** Never called. */
        @TopicListener("orders?repaly=earliest")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** There is no such place in a stream. */
    @Dependent
    public static class UnknownReplay {

        /** Never called. */
        @TopicListener(value = "orders", replay = "sometime")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Two listeners cannot both have it. */
    @Dependent
    public static class SameDurable {

        /** Never called. */
        @TopicListener("orders")
        @DurableSubscription
        @SubscriptionName("mine")
        public void first(Order order) {
            throw new AssertionError(order.id());
        }

        /** Never called. */
        @TopicListener("bills")
        @DurableSubscription
        @SubscriptionName("mine")
        public void second(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** A subscription that lasts has to have a name. */
    @Dependent
    public static class NamelessDurable {

        /** Never called. */
        @TopicListener("orders")
        @DurableSubscription
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** A queue has no subscriptions. */
    @Dependent
    public static class SharedQueue {

        /** Never called. */
        @QueueListener("orders")
        @Shared
        @SubscriptionName("ours")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Which of them is the body? */
    @Dependent
    public static class TwoBodies {

        /** Never called. */
        @QueueListener("orders")
        public void on(Order order, List<String> more) {
            throw new AssertionError(order.id() + more);
        }
    }

    /** Nothing makes an instance of it. */
    @Dependent
    public static class UnreadableBody {

        /** Never called. */
        @QueueListener("orders")
        public void on(Runnable order) {
            throw new AssertionError(order.toString());
        }
    }

    /** The header is called otherwise. */
    @Dependent
    public static class UnknownHeader {

        /** Never called. */
        @QueueListener("orders")
        public void on(Order order, @MessageHeader("JMSMessageIdentity") String id) {
            throw new AssertionError(order.id() + id);
        }
    }

    /** The setting is missing. */
    @Dependent
    public static class UnknownSetting {

        /** Never called. */
        @QueueListener("${no.such.setting}")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Nobody else may call it. */
    @Dependent
    public static class PrivateMethod {

        @QueueListener("orders")
        private void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** It has no bean. */
    @Dependent
    public static class StaticMethod {

        /** Never called. */
        @QueueListener("orders")
        @SuppressWarnings("DoNotCallSuggester") // nobody may, and nobody does
        public static void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Whose session? */
    @SessionScoped
    public static class InSession implements Serializable {

        @Serial
        private static final long serialVersionUID = 1L;

        /** Never called. */
        @QueueListener("orders")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** There is nobody who would begin a transaction. */
    @Dependent
    public static class WithoutTransactions {

        /** Never called. */
        @Transactional
        @QueueListener("orders")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** A selector does not look so. */
    @Dependent
    public static class WrongSelector {

        /** Never called. */
        @QueueListener("orders")
        @MessageSelector("size >")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Nobody would ever handle anything. */
    @Dependent
    public static class NoConcurrency {

        /** Never called. */
        @QueueListener(value = "orders", concurrency = 0)
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** How long is that? */
    @Dependent
    public static class WrongTimeout {

        /** Never called. */
        @QueueListener(value = "orders", timeout = "a while")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Not even once? */
    @Dependent
    public static class NoAttempt {

        /** Never called. */
        @QueueListener("orders")
        @Retry(maxAttempts = 0)
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** How long is that? */
    @Dependent
    public static class WrongPause {

        /** Never called. */
        @QueueListener("orders")
        @Retry(delay = "soon")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Several messages do not fit into one. */
    @Dependent
    public static class BatchOfOne {

        /** Never called. */
        @QueueListener("orders")
        @Batch(size = 10, timeout = "1s")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** A batch is settled by what it returns. */
    @Dependent
    public static class BatchWithHandle {

        /** Never called. */
        @QueueListener("orders")
        @Batch(size = 10, timeout = "1s")
        public void on(List<Order> orders, Acknowledgement handle) {
            throw new AssertionError(orders.toString() + handle);
        }
    }

    /** There is no batch that it could be the outcome of. */
    @Dependent
    public static class OutcomeOfOne {

        /** Never called. */
        @QueueListener("orders")
        public BatchOutcome on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** One says together, the other one after the other. */
    @Dependent
    public static class OrderedBatch {

        /** Never called. */
        @QueueListener(value = "orders", concurrency = 2)
        @Batch(size = 10, timeout = "1s")
        @Ordered
        public void on(List<Order> orders) {
            throw new AssertionError(orders.toString());
        }
    }

    /** It never gets anything, so nothing of it can be tried again. */
    @Dependent
    public static class RetryOfNothing {

        /** Another good one, so that the class is looked at. */
        @QueueListener("orders")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }

        /** Never called. */
        @Retry
        @DeadLetter("dead")
        public void other(Order order) {
            throw new AssertionError(order.id());
        }
    }
}
