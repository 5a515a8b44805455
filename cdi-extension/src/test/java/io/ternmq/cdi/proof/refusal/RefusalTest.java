// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.pipeline.Pipeline;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.cdi.PipelineDefinition;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Ledger;
import io.ternmq.cdi.proof.Order;
import io.ternmq.cdi.proof.Stand;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is declared wrongly fails the deployment, and nothing has begun. */
class RefusalTest {

    /** Right, and so must not begin either. */
    @ApplicationScoped
    public static class Right {

        /** Never called. */
        @QueueListener("orders")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Right, and so must not be asked. */
    @Dependent
    public static class RightPipeline implements PipelineDefinition<Order, Order> {

        @Inject
        private Ledger ledger;

        @Override
        public String name() {
            return "right";
        }

        @Override
        public Pipeline define(PipelineBuilder builder) {
            ledger.note("a pipeline was defined");
            return builder.from(Channel.queue("in"), Order.class).to(Channel.queue("out"));
        }
    }

    private static DeclarationException declared(Throwable failure) {
        Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
        for (int i = 0; i < 100 && !left.isEmpty(); i++) {
            Throwable next = left.pop();
            if (next instanceof DeclarationException found) {
                return found;
            }
            Stream.concat(Stream.ofNullable(next.getCause()), Arrays.stream(next.getSuppressed())).forEach(left::push);
        }
        throw new AssertionError("The deployment has failed in another way", failure);
    }

    private static List<String> faults(Stand stand, Class<?>... beans) {
        Throwable failure = catchThrowable(() -> stand.start(beans));
        assertThat(failure).as("the deployment's failure").isNotNull();
        return declared(failure).faults().stream().map(Fault::toString).toList();
    }

    private static void nothingHasBegun(Stand stand) {
        assertThat(stand.factory().opened()).as("connections").isZero();
        assertThat(stand.ledger().done()).isEmpty();
        assertThat(stand.broker().statistics().queues()).isEmpty();
        assertThat(stand.broker().statistics().subscriptions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Wrong.class)
    void saysWhereAndWhatInstead(Wrong wrong) throws Exception {
        try (Stand stand = Stand.on(Ground.VM)) {
            List<String> faults = faults(stand, wrong.bean(), Right.class, RightPipeline.class);
            assertThat(faults).as(wrong.toString()).anyMatch(wrong::isToldBy);
            assertThat(faults).as("one thing is wrong, and it is told once").hasSize(1);
            nothingHasBegun(stand);
        }
    }

    @Test
    void saysEverythingAtOnce() throws Exception {
        List<Wrong> all = Arrays.stream(Wrong.values()).filter(wrong -> wrong != Wrong.TWO_FACTORIES).toList();
        try (Stand stand = Stand.on(Ground.VM)) {
            List<String> faults = faults(stand, all.stream().map(Wrong::bean).toArray(Class<?>[]::new));
            for (Wrong wrong : all) {
                assertThat(faults).as(wrong.toString()).anyMatch(wrong::isToldBy);
            }
            nothingHasBegun(stand);
        }
    }

    @Test
    void whatIsRightStarts() throws Exception {
        try (Stand stand = Stand.on(Ground.VM)) {
            stand.start(Right.class, RightPipeline.class);
            assertThat(stand.factory().opened()).isPositive();
            assertThat(stand.ledger().done()).containsExactly("a pipeline was defined");
        }
    }
}
