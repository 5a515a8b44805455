// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.messaging.Messaging;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.api.pattern.publish.Subscription;
import io.ternmq.api.pattern.request.Until;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.stream.Streams;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.ScatterGather;
import io.ternmq.cdi.Subscriber;
import io.ternmq.cdi.container.CdiStage;
import io.ternmq.cdi.context.Factories;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What beans get. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InjectionTest {

    private final CdiStage stage = CdiStage.open();

    @AfterEach
    void end() throws Exception {
        stage.close();
    }

    /** A body. */
    public record Order(String id) {}

    /** A reply. */
    public record Bill(String order, int amount) {}

    /** A body that says where it goes. */
    @Channel("queue://marked")
    public record Marked(String id) {}

    /** Means a queue. */
    @Qualifier
    @Channel("queue://important")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Important {}

    /** Has everything. Not behind a proxy, so that fields can be seen. */
    @Singleton
    public static class Shop {
        @Inject @Channel("orders") Publisher<Order> orders;
        @Inject @Channel("orders") Publisher<Order> sameOrders;
        @Inject @Channel("orders") Subscriber<Order> incoming;
        @Inject @Channel("bills") Requester<Order, Bill> bills;
        @Inject @Channel("everybody") ScatterGather<Order, Bill> everybody;
        @Inject @Channel("history") EventStream<Order> history;
        @Inject @Named("billing") Publisher<Order> named;
        @Inject @Important Publisher<Order> qualified;
        @Inject Publisher<Marked> typed;
        @Inject @Channel("queue://later") Instance<Publisher<Order>> later;
        @Inject @Named("billing") Provider<Publisher<Order>> laterByName;
        @Inject Scheduler scheduler;
        @Inject Streams streams;
        @Inject Messaging messaging;
        @Inject Messages messages;
        @Inject ConnectionFactory factory;
    }

    private Shop shop() {
        SeContainer container = stage.with("ternmq.channel.billing", "queue://named").start(Shop.class);
        return container.select(Shop.class).get();
    }

    private BlockingQueue<Order> taken(String queue) {
        BlockingQueue<Order> got = new LinkedBlockingQueue<>();
        assertThat(stage.outside()
                .subscriber(io.ternmq.api.pattern.Channel.queue(queue), Order.class)
                .handle(message -> got.add(message.body()))).isNotNull();
        return got;
    }

    @Test
    void publishesAndSubscribes() throws InterruptedException {
        Shop shop = shop();
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        try (Subscription subscription = shop.incoming.handle(message -> got.add(message.body().id()))) {
            assertThat(subscription).isNotNull();
            shop.orders.publish(new Order("a"));
            assertThat(got.poll(20, TimeUnit.SECONDS)).isEqualTo("a");
        }
    }

    @Test
    void sameChannelAndTypeIsShared() {
        Shop shop = shop();

        assertThat(shop.orders).isSameAs(shop.sameOrders);
        shop.orders.close();
        shop.sameOrders.publish(new Order("still open"));
        assertThat(shop.orders.metrics().sent()).isEqualTo(1);
    }

    @Test
    void channelsAreMeantByNameByQualifierByTypeAndLater() throws InterruptedException {
        Shop shop = shop();
        shop.named.publish(new Order("1"));
        shop.qualified.publish(new Order("2"));
        shop.typed.publish(new Marked("3"));
        shop.later.get().publish(new Order("4"));
        shop.laterByName.get().publish(new Order("5"));

        BlockingQueue<Order> named = taken("named");
        assertThat(named.poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("1"));
        assertThat(named.poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("5"));
        assertThat(taken("important").poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("2"));
        assertThat(taken("marked").poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("3"));
        assertThat(taken("later").poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("4"));
    }

    @Test
    void asksOneAndEverybody() throws Exception {
        Shop shop = shop();
        for (io.ternmq.api.pattern.Channel channel : java.util.List.of(
                io.ternmq.api.pattern.Channel.queue("bills"), io.ternmq.api.pattern.Channel.topic("everybody"))) {
            assertThat(stage.outside().responder(channel, Order.class)
                    .answer(order -> new Bill(order.body().id(), 7))).isNotNull();
        }

        assertThat(shop.bills.request(new Order("a")).get(20, TimeUnit.SECONDS)).isEqualTo(new Bill("a", 7));
        assertThat(shop.bills.request(new Order("b"), Duration.ofSeconds(20)).get(20, TimeUnit.SECONDS))
                .isEqualTo(new Bill("b", 7));
        assertThat(shop.everybody.gather(new Order("c")).until(Until.first(1)).get(20, TimeUnit.SECONDS).bodies())
                .containsExactly(new Bill("c", 7));
        assertThat(shop.bills.metrics().answered()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void streamsAreOpenedByTheirFirstUse() {
        Shop shop = shop();
        assertThat(shop.streams.access()).isNotNull();
        shop.history.configure(io.ternmq.api.policy.StreamPolicy.DEFAULT);
        shop.history.append("k", new Order("1"));

        assertThat(shop.history.event(0)).hasValueSatisfying(event ->
                assertThat(event.body()).isEqualTo(new Order("1")));
        shop.history.close();
        assertThat(shop.history.append("k", new Order("2")).offset()).isEqualTo(1);
    }

    @Test
    void unqualifiedHelpersAreThere() {
        Shop shop = shop();

        assertThat(shop.scheduler.list("")).isEmpty();
        assertThat(shop.messages.messaging()).isSameAs(shop.messages.messaging(""));
        assertThat(shop.messages.listeners()).isEmpty();
        assertThat(shop.messaging.requester()).isNotNull();
        assertThat(shop.factory).isNotNull();
    }

    @Test
    void nothingWorksAfterTheEnd() {
        SeContainer container = stage.with("ternmq.channel.billing", "queue://named").start(Shop.class);
        Shop shop = container.select(Shop.class).get();
        shop.orders.publish(new Order("before"));
        CdiStage.stop(container);

        assertThatThrownBy(() -> shop.orders.publish(new Order("after"))).isInstanceOf(RuntimeException.class);
    }

    /** Has mistakes of several kinds. */
    @ApplicationScoped
    public static class Mistaken {
        @Inject @Channel("orders?x=1") Publisher<Order> option;
        @Inject @Channel("queue://orders") EventStream<Order> queue;
        @Inject Publisher<Order> unsaid;
        @Inject @SuppressWarnings("rawtypes") @Channel("a") Subscriber raw;
        @Inject @Channel(value = "a", factory = "nobody") Publisher<Order> factory;
        private Publisher<Order> set;

        /** By the container. */
        @Inject
        void set(@Named("nobody") Publisher<Order> publisher) {
            this.set = publisher;
        }

        /** For the compiler. */
        Publisher<Order> used() {
            return set;
        }
    }

    @Test
    void allMistakesAreToldAtOnce() {
        Throwable failure = catchThrowable(() -> stage.start(Mistaken.class));

        assertThat(failure).isNotNull();
        String place = Mistaken.class.getName();
        assertThat(allText(failure)).contains(
                place + ".option: 'topic://orders?x=1' has options",
                place + ".queue: 'queue://orders' is a queue",
                place + ".unsaid: It does not say which channel",
                place + ".raw: The type Subscriber is raw",
                place + ".factory: There is no connection factory 'nobody'",
                place + ".set(…), parameter 1: Nobody says which channel the name 'nobody' means");
    }

    private static String allText(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            text.append(each.getMessage()).append('\n');
            for (Throwable beside : each.getSuppressed()) {
                text.append(beside.getMessage()).append('\n');
            }
        }
        return text.toString();
    }

    /** Uses another broker. */
    @Singleton
    public static class Auditor {
        @Inject @Channel(value = "queue://audit", factory = "audit") Publisher<Order> audit;
        @Inject @Named("audit") ConnectionFactory factory;
        @Inject ConnectionFactory usual;
    }

    @Test
    void factoriesOfTheSettingsAreBeans() {
        String name = "audit-" + java.util.UUID.randomUUID();
        Auditor auditor = stage.with("ternmq.factory.audit.url", "vm://" + name + "?store=memory")
                .with("ternmq.url", "vm://usual-" + name + "?store=memory")
                .startBare(Auditor.class)
                .select(Auditor.class)
                .get();
        auditor.audit.publish(new Order("1"));

        assertThat(auditor.factory.toString()).endsWith("ConnectionFactory[vm://" + name + ']');
        assertThat(auditor.usual.toString()).endsWith("ConnectionFactory[vm://usual-" + name + ']');
        try (jakarta.jms.JMSContext context = auditor.factory.createContext()) {
            assertThat(context.createConsumer(context.createQueue("audit")).receiveBody(String.class, 20_000))
                    .contains("\"1\"");
        }
    }

    /** Makes two factories, one with a name. */
    @ApplicationScoped
    public static class Makers {

        /** The default one. */
        @Produces
        @Singleton
        ConnectionFactory main() {
            return new TernConnectionFactory("vm://main?store=memory");
        }

        /** Another one. */
        @Produces
        @Singleton
        @Named("audit")
        ConnectionFactory audit() {
            return new TernConnectionFactory("vm://audit?store=memory");
        }
    }

    /** Uses both. */
    @Singleton
    public static class User {
        @Inject @Channel(value = "queue://a", factory = "audit") Publisher<Order> audit;
        @Inject @Named("audit") ConnectionFactory factory;
        @Inject Factories factories;
    }

    @Test
    void factoryWithoutANameIsTheDefaultOne() {
        User user = stage.startBare(Makers.class, User.class).select(User.class).get();

        assertThat(user.factories.named("").toString()).endsWith("[vm://main]");
        assertThat(user.factories.named("audit")).isSameAs(user.factory);
        user.audit.publish(new Order("1"));
        assertThat(user.audit.metrics().sent()).isEqualTo(1);
    }

    /** Makes the connection factory, and sends. */
    @ApplicationScoped
    public static class Maker {
        @Inject @Channel("queue://made") Publisher<Order> publisher;
        @Inject @Channel("queue://asked") Requester<Order, Bill> requester;
        @Inject @Channel("everybody") ScatterGather<Order, Bill> everybody;
        @Inject @Channel("queue://made") Subscriber<Order> subscriber;

        /** Not static, so that the bean is needed first. */
        @Produces
        @Singleton
        ConnectionFactory factory() {
            return new TernConnectionFactory("vm://maker?store=memory");
        }

        /** Later. */
        public long send() {
            publisher.publish(new Order("1"));
            return publisher.metrics().sent();
        }
    }

    @Test
    void beanThatMakesTheFactoryMaySend() {
        assertThat(stage.startBare(Maker.class).select(Maker.class).get().send()).isEqualTo(1);
    }

    /** Sends too early. */
    @ApplicationScoped
    public static class Hasty {
        @Inject @Channel("queue://made") Publisher<Order> publisher;

        /** While the factory is being made. */
        @Produces
        @Singleton
        ConnectionFactory factory() {
            publisher.publish(new Order("1"));
            return new TernConnectionFactory("vm://hasty?store=memory");
        }

        /** Begins it all. */
        public void send() {
            publisher.publish(new Order("1"));
        }
    }

    @Test
    void factoryThatNeedsItselfIsRefused() {
        Hasty hasty = stage.startBare(Hasty.class).select(Hasty.class).get();
        assertThat(allText(catchThrowable(hasty::send)))
                .contains("is used by the bean that makes its connection factory");
    }
}
