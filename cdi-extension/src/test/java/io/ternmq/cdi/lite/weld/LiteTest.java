// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.lite.weld;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.cdi.container.TernExtension;
import io.ternmq.cdi.lite.LiteHousehold;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.jms.ConnectionFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.Weld;
import org.junit.jupiter.api.Test;

/** A program in a container that has the build-compatible extension alone. */
class LiteTest {

    /** A body. */
    public record Order(String id) {}

    /** Asks. */
    public interface Calculator {
        /** Doubles. */
        @RequestTo("lite.double")
        int twice(int number);
    }

    /** Where the broker is. */
    @ApplicationScoped
    static class Factories {
        @Produces
        @Singleton
        ConnectionFactory factory() {
            return new TernConnectionFactory("vm://lite-test");
        }
    }

    /** Belongs to one delivery. */
    @RequestScoped
    static class Case {
        private int count;

        public int next() {
            return ++count;
        }
    }

    /** Sends, receives, answers. */
    @ApplicationScoped
    static class Shop {
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

        @Inject
        @Channel("lite.orders")
        Publisher<Order> orders;

        @Inject
        Calculator calculator;

        @Inject
        @Channel("lite")
        Pipeline<Order, Order> pipeline;

        @Inject
        Case file;

        @TopicListener("lite.orders")
        void onOrder(Order order) {
            got.add(order.id() + file.next());
        }

        @QueueListener("lite.double")
        int twice(int number) {
            return 2 * number;
        }

        public BlockingQueue<String> got() {
            return got;
        }

        public void send(String id) {
            orders.publish(new Order(id));
        }

        public int ask(int number) {
            return calculator.twice(number);
        }

        public Pipeline<Order, Order> pipeline() {
            return pipeline;
        }
    }

    /** From the program to the topic. */
    @ApplicationScoped
    static class Line implements PipelineDefinition<Order, Order> {
        @Override
        public String name() {
            return "lite";
        }

        @Override
        public io.ternmq.api.pattern.pipeline.Pipeline define(PipelineBuilder builder) {
            return builder.fromProgram(Order.class)
                    .transform("mark", order -> new Order(order.id() + '!'))
                    .to("orders", io.ternmq.api.pattern.Channel.topic("lite.orders"));
        }
    }

    /** Listens wrongly. */
    @ApplicationScoped
    static class Wrong {
        @QueueListener("")
        void nothing(String body) {}
    }

    /** Wants what there is not. */
    @ApplicationScoped
    static class Bridge {
        void on(@Observes @FromTopic("lite.orders") Order order) {}
    }

    @SuppressWarnings("unchecked") // an array of classes for the variable arguments
    private static SeContainer start(Class<?>... beans) {
        return new Weld()
                .disableDiscovery() // and with it the portable extension
                .addBuildCompatibleExtensions(AloneExtension.class)
                .addBeanClasses(Factories.class)
                .addBeanClasses(beans)
                .initialize();
    }

    @Test
    void sendsListensAsksAndRunsPipelines() throws Exception {
        try (SeContainer container = start(Shop.class, Case.class, Line.class)) {
            Shop shop = container.select(Shop.class).get();
            assertThat(container.select(LiteHousehold.class).isResolvable()).isTrue();
            assertThat(container.select(TernExtension.class).isUnsatisfied()).isTrue();

            shop.send("a");
            assertThat(shop.got().poll(10, TimeUnit.SECONDS)).isEqualTo("a1");
            shop.pipeline().submit(new Order("b")).toCompletableFuture().get(10, TimeUnit.SECONDS);
            assertThat(shop.got().poll(10, TimeUnit.SECONDS)).isEqualTo("b!1");
            assertThat(shop.ask(21)).isEqualTo(42);
            assertThat(container.select(Messages.class).get().listeners())
                    .hasSize(2)
                    .allSatisfy(view -> assertThat(view.state()).isEqualTo(ListenerView.State.RUNNING));
            assertThat(container.select(Messages.class).get().asyncApi()).contains("lite.orders");
        }
    }

    @Test
    void tellsWhatIsWrongBeforeAnythingStarts() {
        Throwable thrown = catchThrowable(() -> start(Wrong.class).close());

        assertThat(thrown)
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(Wrong.class.getName() + ".nothing");
    }

    @Test
    void refusesWhatItCannotDo() {
        Throwable thrown = catchThrowable(() -> start(Bridge.class).close());

        assertThat(thrown).isNotNull();
        assertThat(thrown.toString()).contains("@FromTopic needs a container of CDI Full");
    }
}
