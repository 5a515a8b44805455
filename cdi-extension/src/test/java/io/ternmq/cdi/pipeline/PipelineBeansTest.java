// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.pipeline.PipelineFlow;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.api.pattern.pipeline.Stage;
import io.ternmq.api.pattern.pipeline.StageFunction;
import io.ternmq.cdi.Pipeline;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.cdi.container.CdiStage;
import io.ternmq.cdi.event.Refusal;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Stand;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pipelines that beans define, made of stages that are beans. */
class PipelineBeansTest {

    private @Nullable Stand stand;

    /** What comes in. */
    public record Order(String id, int amount) {}

    /** What goes out. */
    public record Bill(String order, int sum) {}

    /** Prices, which belong to one item. */
    @RequestScoped
    static class Prices {
        private static final int PRICE = 3;
        private final AtomicInteger asked = new AtomicInteger();

        public int of(int amount) {
            return amount * PRICE + asked.getAndIncrement();
        }
    }

    /** A stage that wants a request of its own for each item. */
    @ApplicationScoped
    static class Pricing implements StageFunction<Order, Bill> {
        @Inject
        Prices prices;

        @Override
        @ActivateRequestContext
        public Bill apply(Order order) {
            return new Bill(order.id(), prices.of(order.amount()));
        }
    }

    /** Stages in a row. */
    @ApplicationScoped
    static class Sound implements Stage<Order, Order> {
        @Override
        public PipelineFlow<Order> appendTo(PipelineFlow<Order> flow) {
            return flow.filter("sound", order -> order.amount() > 0);
        }
    }

    /** Begins in the program. */
    @ApplicationScoped
    static class Billing implements PipelineDefinition<Order, Bill> {
        @Inject
        Sound sound;

        @Inject
        Pricing pricing;

        @Override
        public String name() {
            return "billing";
        }

        @Override
        public io.ternmq.api.pattern.pipeline.Pipeline define(PipelineBuilder builder) {
            return builder.fromProgram(Order.class)
                    .through(sound)
                    .transform("price", pricing)
                    .to("bills", Channel.topic("bills"));
        }
    }

    /** Uses it. */
    @ApplicationScoped
    static class Office {
        @Inject
        @io.ternmq.cdi.Channel("billing")
        Pipeline<Order, Bill> billing;

        public Pipeline<Order, Bill> billing() {
            return billing;
        }
    }

    /** Another of the same name. */
    @ApplicationScoped
    static class Twin extends Billing {}

    /** Belongs to a request that is not there when pipelines start. */
    @RequestScoped
    static class Fleeting extends Billing {}

    /** Says another type than the definition. */
    @ApplicationScoped
    static class Confused {
        @Inject
        @io.ternmq.cdi.Channel("billing")
        Pipeline<Bill, Order> reversed;

        @Inject
        @io.ternmq.cdi.Channel("invoicing")
        Pipeline<Order, Bill> unknown;
    }

    @BeforeEach
    void open() throws Exception {
        stand = Stand.on(Ground.VM);
    }

    @AfterEach
    void close() throws Exception {
        stand().close();
    }

    private Stand stand() {
        return Objects.requireNonNull(stand);
    }

    @Test
    void runsAndGivesEachItemARequestOfItsOwn() throws Exception {
        BlockingQueue<Bill> bills = new LinkedBlockingQueue<>();
        stand().outside().subscriber(Channel.topic("bills"), Bill.class).handle(message -> bills.add(message.body()));
        SeContainer container =
                stand().start(Billing.class, Sound.class, Pricing.class, Prices.class, Office.class);
        Pipeline<Order, Bill> billing = container.select(Office.class).get().billing();

        submit(billing, new Order("a", 2));
        submit(billing, new Order("none", 0));
        submit(billing, new Order("b", 4));

        assertThat(bills.poll(10, TimeUnit.SECONDS)).isEqualTo(new Bill("a", 6));
        assertThat(bills.poll(10, TimeUnit.SECONDS)).isEqualTo(new Bill("b", 12));
        assertThat(billing.graph().toMermaid()).contains("price");
        assertThat(billing.run().metrics().stage("sound").counts().filtered()).isEqualTo(1);
    }

    /** On a thread that has no request of its own; containers may give one to the thread that has started them. */
    private static void submit(Pipeline<Order, Bill> pipeline, Order order) throws Exception {
        CompletableFuture.supplyAsync(() -> pipeline.submit(order))
                .thenCompose(done -> done)
                .get(10, TimeUnit.SECONDS);
    }

    @Test
    void endsWithTheContainer() {
        SeContainer container =
                stand().start(Billing.class, Sound.class, Pricing.class, Prices.class, Office.class);
        RunningPipeline run = container.select(Office.class).get().billing().run();
        assertThat(run.state()).isEqualTo(RunningPipeline.State.RUNNING);

        stand().stop();

        assertThat(run.state()).isEqualTo(RunningPipeline.State.CLOSED);
    }

    @Test
    void refusesTwoOfOneNameAndWhatNobodyDefines() throws Exception {
        String text = Refusal.of(() -> stand().start(
                Billing.class, Twin.class, Fleeting.class, Confused.class, Sound.class, Pricing.class, Prices.class));

        assertThat(text)
                .contains("pipeline 'billing' is defined by")
                .contains("a pipeline that is @RequestScoped has no instance at the start")
                .contains(Confused.class.getName() + ".reversed: pipeline 'billing' is not a")
                .contains(Confused.class.getName()
                        + ".unknown: no pipeline is named 'invoicing': there are billing.");
    }

    /** Nobody injects it. */
    @Dependent
    static class Counting implements PipelineDefinition<Order, Order> {
        private static final AtomicInteger DEFINED = new AtomicInteger();
        private static final AtomicInteger DESTROYED = new AtomicInteger();

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public io.ternmq.api.pattern.pipeline.Pipeline define(PipelineBuilder builder) {
            DEFINED.incrementAndGet();
            return builder.from(Channel.topic("uncounted"), Order.class)
                    .filter("sound", order -> order.amount() > 0)
                    .to("counted", Channel.topic("counted"));
        }

        @PreDestroy
        void end() {
            DESTROYED.incrementAndGet();
        }
    }

    @Test
    void dependentOneThatNobodyInjectsRunsUntilTheEnd() throws Exception {
        BlockingQueue<Order> counted = new LinkedBlockingQueue<>();
        stand().outside().subscriber(Channel.topic("counted"), Order.class).handle(order -> counted.add(order.body()));
        int before = Counting.DEFINED.get();
        int gone = Counting.DESTROYED.get();
        stand().start(Counting.class);
        stand().outside().publisher(Order.class).to(Channel.topic("uncounted")).open().publish(new Order("a", 1));

        assertThat(counted.poll(10, TimeUnit.SECONDS)).isEqualTo(new Order("a", 1));
        assertThat(Counting.DEFINED.get() - before).isEqualTo(1);
        assertThat(Counting.DESTROYED.get() - gone).isZero();

        stand().stop();
        assertThat(Counting.DESTROYED.get() - gone).isEqualTo(1);
    }

    @Test
    void dependentOneIsGivenBackAlsoWhenNothingStarts() throws Exception {
        try (CdiStage stage = CdiStage.open()) {
            int gone = Counting.DESTROYED.get();
            CdiStage.stop(stage.with("ternmq.listeners.enabled", "false").start(Counting.class));
            assertThat(Counting.DESTROYED.get() - gone).isEqualTo(1);

            Refusal.of(() -> stage.start(Counting.class, Confused.class));
            assertThat(Counting.DESTROYED.get() - gone).isEqualTo(2);
        }
    }

    /** Means pipelines by names of the settings. */
    @ApplicationScoped
    static class Namer {
        @Inject
        @Named("bills")
        Pipeline<Order, Bill> billing;

        @Inject
        @Named("other")
        Instance<Pipeline<Order, Bill>> unknown;

        @Inject
        @io.ternmq.cdi.Channel("${ternmq.channel.other}")
        Pipeline<Order, Bill> unresolved;

        public Pipeline<Order, Bill> billing() {
            return billing;
        }
    }

    @Test
    void oneSaidByANameOfTheSettingsIsHeldAgainstTheDefinitions() throws Exception {
        try (CdiStage stage = CdiStage.open()) {
            stage.with("ternmq.channel.bills", "billing").with("ternmq.channel.other", "invoicing");
            String text = Refusal.of(() -> stage.start(
                    Billing.class, Namer.class, Sound.class, Pricing.class, Prices.class));
            assertThat(text)
                    .contains(Namer.class.getName() + ".unknown: no pipeline is named 'invoicing': there are billing.")
                    .contains(Namer.class.getName() + ".unresolved: no pipeline is named 'invoicing'")
                    .doesNotContain(Namer.class.getName() + ".billing");
        }
    }
}
