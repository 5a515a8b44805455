// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ternmq.api.pattern.publish.Publisher;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.Requester;
import io.ternmq.cdi.container.CdiStage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Figures of publishers and requesters. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TrafficTest {

    private final CdiStage stage = CdiStage.open();

    @AfterEach
    void end() {
        stage.close();
    }

    /** A body. */
    public record Order(String id) {}

    /** Sends and asks; made when it is first needed, which is after the start. */
    @ApplicationScoped
    public static class Shop {
        @Inject @Channel("orders") Publisher<Order> orders;
        @Inject @Channel("queue://bills") Requester<Order, String> bills;

        /** Sends one. */
        public void send() {
            orders.publish(new Order("1"));
        }

        /** Asks, and does not wait for the answer. */
        public boolean ask() {
            return bills.request(new Order("1")).isDone();
        }
    }

    /** The program's registries. */
    @Singleton
    public static class Registries {
        private static final SimpleMeterRegistry MICROMETER = new SimpleMeterRegistry();

        /** Of Micrometer. */
        @Produces
        @Singleton
        MeterRegistry registry() {
            return MICROMETER;
        }
    }

    /** Another one. */
    @Singleton
    public static class Gauges {
        private static final Map<MetricID, Supplier<?>> ALL = new TreeMap<>();
        private static final AtomicInteger OPEN = new AtomicInteger();

        /** Of MicroProfile: as much of it as is needed, and as servers do, after a look at the place that it is for. */
        @Produces
        MetricRegistry registry(InjectionPoint place) {
            assertThat(place.getAnnotated().isAnnotationPresent(Inject.class)).isTrue();
            OPEN.incrementAndGet();
            return (MetricRegistry) Proxy.newProxyInstance(
                    Gauges.class.getClassLoader(), new Class<?>[] {MetricRegistry.class}, (proxy, method, arguments) ->
                            call(method.getName(), arguments == null ? new Object[0] : arguments));
        }

        void release(@Disposes MetricRegistry registry) {
            assertThat(ALL).as("figures of a registry that is let go").isEmpty();
            OPEN.decrementAndGet();
        }

        private static @Nullable Object call(String name, Object[] arguments) {
            if (name.equals("gauge")) {
                String metric = ((Metadata) arguments[0]).getName();
                ALL.put(new MetricID(metric, (Tag[]) arguments[2]), (Supplier<?>) arguments[1]);
                return null;
            }
            return switch (name) {
                case "remove" -> ALL.remove((MetricID) arguments[0]) != null;
                case "hashCode" -> 1;
                case "equals" -> false;
                default -> name;
            };
        }

        static long value(String name) {
            return ALL.entrySet().stream()
                    .filter(each -> each.getKey().getName().equals(name))
                    .mapToLong(each -> ((Number) each.getValue().get()).longValue())
                    .sum();
        }
    }

    private static double count(MeterRegistry registry, String name) {
        FunctionCounter counter = Search.in(registry).name(name).functionCounter();
        return counter == null ? -1 : counter.count();
    }

    private static void use(SeContainer container) {
        Shop shop = container.select(Shop.class).get();
        shop.send();
        shop.send();
        assertThat(shop.ask()).isFalse();
    }

    @Test
    void micrometerHasThemAsLongAsTheContainerRuns() {
        SeContainer container = stage.with("ternmq.stop-timeout", "50ms").start(Shop.class, Registries.class);
        use(container);

        assertThat(count(Registries.MICROMETER, "ternmq.publisher.sent")).isEqualTo(2);
        assertThat(count(Registries.MICROMETER, "ternmq.publisher.bytes")).isGreaterThan(10);
        assertThat(count(Registries.MICROMETER, "ternmq.requester.sent")).isEqualTo(1);
        assertThat(Registries.MICROMETER
                        .get("ternmq.requester.outstanding")
                        .tag("factory", "default")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(Registries.MICROMETER.get("ternmq.publisher.failed").meter().getId().getTag("type"))
                .isEqualTo(Order.class.getName());

        CdiStage.stop(container);
        assertThat(Registries.MICROMETER.getMeters()).isEmpty();
    }

    @Test
    void globalRegistryHasThemWhenTheSettingsSaySo() {
        SimpleMeterRegistry behind = new SimpleMeterRegistry();
        Metrics.addRegistry(behind);
        try {
            SeContainer container =
                    stage.with("ternmq.metrics.global", "true").with("ternmq.stop-timeout", "50ms").start(Shop.class);
            use(container);
            assertThat(count(behind, "ternmq.publisher.sent")).isEqualTo(2);

            CdiStage.stop(container);
            assertThat(behind.getMeters()).isEmpty();
        } finally {
            Metrics.removeRegistry(behind);
        }
    }

    @Test
    void microProfileHasThemAsLongAsTheContainerRuns() {
        SeContainer container = stage.with("ternmq.stop-timeout", "50ms").start(Shop.class, Gauges.class);
        use(container);

        assertThat(Gauges.value("ternmq.publisher.sent")).isEqualTo(2);
        assertThat(Gauges.value("ternmq.requester.outstanding")).isEqualTo(1);
        assertThat(Gauges.ALL.keySet())
                .anySatisfy(id -> assertThat(Arrays.toString(id.getTagsAsArray()))
                        .contains("messaging_destination_name", "orders"));

        CdiStage.stop(container);
        assertThat(Gauges.ALL).isEmpty();
        assertThat(Gauges.OPEN).as("registries that were injected and not let go").hasValue(0);
    }
}
