// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.FromTopic;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Stand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.junit.jupiter.api.Test;

/** Health, figures and the description, as the container has them. */
class OutlookTest {

    /** A body. */
    public record Order(String id) {}

    /** Listens to a queue and to a topic. */
    @ApplicationScoped
    static class Shop {
        private final BlockingQueue<String> got = new LinkedBlockingQueue<>();

        @QueueListener("orders")
        void onOrder(Order order) {
            got.add(order.id());
        }

        void onEvent(@Observes @FromTopic("events") Order order) {
            got.add(order.id());
        }

        public BlockingQueue<String> got() {
            return got;
        }
    }

    /** The program's registry, which is there before and after the container. */
    @Singleton
    static class Registries {
        private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

        @Produces
        @Singleton
        MeterRegistry registry() {
            return REGISTRY;
        }
    }

    private static HealthCheckResponse ask(SeContainer container, Annotation kind) {
        return container.select(HealthCheck.class, Any.Literal.INSTANCE, kind).get().call();
    }

    @Test
    void showsHealthFiguresAndChannelsAndTakesTheFiguresAway() throws Exception {
        try (Stand stand = Stand.on(Ground.VM)) {
            SeContainer container = stand.start(Shop.class, Registries.class);
            stand.outside().publisher(Order.class).to(Channel.queue("orders")).open().publish(new Order("a"));
            assertThat(container.select(Shop.class).get().got().poll(10, TimeUnit.SECONDS)).isEqualTo("a");

            HealthCheckResponse ready = ask(container, Readiness.Literal.INSTANCE);
            assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(ready.getData().orElseThrow()).hasSize(2).containsValue("RUNNING");
            assertThat(ask(container, Startup.Literal.INSTANCE).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            FunctionTimer timer = Registries.REGISTRY
                    .get("messaging.process.duration")
                    .tag("messaging.destination.name", "orders")
                    .functionTimer();
            FunctionCounter counter = Registries.REGISTRY
                    .get("ternmq.listener.processed")
                    .tag("messaging.destination.name", "orders")
                    .functionCounter();
            stand.later("the message is counted", Duration.ofMillis(1), () -> counter.count() > 0);
            assertThat(timer.count()).isEqualTo(1);
            assertThat(container.select(Messages.class).get().asyncApi()).contains("queue.orders", "topic.events");

            stand.stop();
            assertThat(Registries.REGISTRY.getMeters()).isEmpty();
        }
    }

    /** Only sends. */
    @ApplicationScoped
    static class Sender {
        @Inject
        @io.ternmq.cdi.Channel("orders")
        Publisher<Order> orders;

        public void send() {
            orders.publish(new Order("a"));
        }
    }

    @Test
    void isNotReadyWhileTheConnectionOfAPublisherIsLost() throws Exception {
        try (Stand stand = Stand.on(Ground.VM)) {
            SeContainer container = stand.start(Sender.class);
            container.select(Sender.class).get().send();
            assertThat(ask(container, Readiness.Literal.INSTANCE).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);

            stand.broker().crash();
            stand.later("the loss is seen", Duration.ofMillis(1), () -> isDown(container));
            assertThat(ask(container, Readiness.Literal.INSTANCE).getData().orElseThrow())
                    .containsEntry("connection", "DISCONNECTED");

            stand.broker().restart();
            stand.later("another connection", Duration.ofMillis(1), () -> !isDown(container));
            container.select(Sender.class).get().send();
        }
    }

    private static boolean isDown(SeContainer container) {
        return ask(container, Readiness.Literal.INSTANCE).getStatus() == HealthCheckResponse.Status.DOWN;
    }
}
