// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.stream.EventStream;
import io.ternmq.api.pattern.work.Scheduler;
import io.ternmq.cdi.Channel;
import io.ternmq.cdi.proof.Ground;
import io.ternmq.cdi.proof.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** ActiveMQ Artemis in this process; and what it cannot do. */
class ArtemisProgramTest extends ProgramContract {

    ArtemisProgramTest() {
        super(Ground.ARTEMIS);
    }

    /** Needs moments. */
    @ApplicationScoped
    public static class Clockwork {

        /** Never called. */
        @Scheduled(cron = "* * * * *")
        public void tick() {
            throw new AssertionError("never");
        }
    }

    /** Needs a stream. */
    @ApplicationScoped
    public static class Historian {

        /** Never called. */
        @TopicListener(value = "history", replay = "earliest")
        public void on(Order order) {
            throw new AssertionError(order.id());
        }
    }

    /** Asks for what is not there. */
    @Dependent
    public static class Asking {

        @Inject
        @Channel("history")
        EventStream<Order> stream;
    }

    /** Asks for what is not there. */
    @Dependent
    public static class AskingForTime {

        @Inject
        Scheduler scheduler;
    }

    private static void needsHelp(@Nullable Throwable failure) {
        Throwable found = failure;
        while (found != null && !(found instanceof ProviderException)) {
            found = found.getCause();
        }
        assertThat(found).as("the refusal in %s", failure).isInstanceOf(ProviderException.class)
                .hasMessageContaining("ActiveMQ")
                .hasMessageContaining("TernMQ broker");
        assertThat(((ProviderException) found).code()).isEqualTo(ErrorCode.BROKER_HELP_NEEDED);
    }

    @Test
    void schedulesNeedATernBroker() {
        needsHelp(catchThrowable(() -> stand().start(Clockwork.class)));
    }

    @Test
    void replayNeedsATernBroker() {
        needsHelp(catchThrowable(() -> stand().start(Historian.class)));
    }

    @Test
    void streamsNeedATernBroker() {
        needsHelp(catchThrowable(() ->
                stand().start(Asking.class).select(Asking.class).get().stream.append("1", new Order("1"))));
    }

    @Test
    void aSchedulerNeedsATernBroker() {
        needsHelp(catchThrowable(() -> stand().start(AskingForTime.class)
                .select(AskingForTime.class)
                .get()
                .scheduler
                .in("once", Duration.ofMinutes(1), io.ternmq.api.pattern.Channel.queue("orders"), "body")));
    }
}
