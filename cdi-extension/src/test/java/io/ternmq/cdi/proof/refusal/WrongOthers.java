// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.refusal;

import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ToTopic;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.jms.ConnectionFactory;

/** Whatever else may be declared in a wrong way. */
final class WrongOthers {

    private WrongOthers() {}

    /** Publisher of what? */
    @Dependent
    public static class RawPublisher {

        @Inject
        @Channel("orders")
        @SuppressWarnings("rawtypes") // that is what is wrong
        Publisher publisher;
    }

    /** Publisher where to? */
    @Dependent
    public static class PublisherToNowhere {

        @Inject
        Publisher<Order> publisher;
    }

    /** No setting says where that is. */
    @Dependent
    public static class UnknownName {

        @Inject
        @Named("orders-of-ours")
        Publisher<Order> publisher;
    }

    /** No setting of this name. */
    @Dependent
    public static class UnknownChannelSetting {

        @Inject
        @Channel("${no.such.channel}")
        Requester<Order, String> requester;
    }

    /** Nobody defines it. */
    @Dependent
    public static class UnknownPipeline {

        @Inject
        @Channel("sorting")
        Pipeline<Order, Order> pipeline;
    }

    /** No such connection factory. */
    @Dependent
    public static class UnknownFactory {

        @Inject
        @Channel(value = "orders", factory = "elsewhere")
        Publisher<Order> publisher;
    }

    /** One more connection factory than can be chosen from. */
    @Dependent
    public static class SecondFactory {

        /** Of nobody. */
        @Produces
        @ApplicationScoped
        public ConnectionFactory another() {
            throw new AssertionError("nobody asks for it");
        }

        @Inject
        @Channel("orders")
        Publisher<Order> publisher;
    }

    /** Two bodies at once. */
    public interface TwoBodies {

        /** Never asked. */
        @RequestTo("calculator.add")
        int add(int left, int right);
    }

    /** Asks so. */
    @Dependent
    public static class AsksTwoBodies {

        @Inject
        TwoBodies client;
    }

    /** One of the methods goes nowhere. */
    public interface HalfAClient {

        /** Where to. */
        @RequestTo("calculator.root")
        double root(double of);

        /** Where to? */
        double square(double of);
    }

    /** Asks so. */
    @Dependent
    public static class AsksHalf {

        @Inject
        HalfAClient client;
    }

    /** How long is that? */
    public interface WrongTimeout {

        /** Never asked. */
        @RequestTo(value = "calculator.root", timeout = "a while")
        double root(double of);
    }

    /** Answers so. */
    @Dependent
    public static class AnswersWrongly implements WrongTimeout {

        @Override
        public double root(double of) {
            throw new AssertionError("nobody asks");
        }
    }

    /** A topic has a name. */
    @Dependent
    public static class ObservesNowhere {

        /** Never called. */
        public void on(@Observes @FromTopic("") Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Without a way to make one. */
    public interface Shape {

        /** Its area. */
        double area();
    }

    /** Nothing makes an instance of it. */
    @Dependent
    public static class ObservesUnreadable {

        /** Never called. */
        public void on(@Observes @FromTopic("orders") Shape order) {
            throw new AssertionError(order.toString());
        }
    }

    /** A topic has a name. */
    @Dependent
    public static class FiresNowhere {

        @Inject
        @ToTopic("")
        Event<Order> event;
    }

    /** When is that? */
    @Dependent
    public static class WrongCron {

        /** Never called. */
        @Scheduled(cron = "every hour")
        public void on() {
            throw new AssertionError("never");
        }
    }

    /** Where is that? */
    @Dependent
    public static class WrongZone {

        /** Never called. */
        @Scheduled(cron = "0 * * * *", zone = "Europe/Atlantis")
        public void on() {
            throw new AssertionError("never");
        }
    }

    /** Nothing is given to a method that runs because it is time. */
    @Dependent
    public static class ScheduledWithBody {

        /** Never called. */
        @Scheduled(cron = "0 * * * *")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** The same name twice. */
    @Dependent
    public static class SameSchedule {

        /** Never called. */
        @Scheduled(cron = "0 * * * *", name = "hourly")
        public void first() {
            throw new AssertionError("never");
        }

        /** Never called. */
        @Scheduled(cron = "30 * * * *", name = "hourly")
        public void second() {
            throw new AssertionError("never");
        }
    }
}
