// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.client.TernConnectionFactory;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.cdi.Messages;
import io.ternmq.cdi.Remote;
import io.ternmq.cdi.proof.Waiting;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When listeners begin and end. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LifecycleTest {

    /** Prepares what listeners need. */
    @ApplicationScoped
    public static class Prepared {

        @Inject
        Diary diary;

        @Inject
        Messages messages;

        void prepare(@Observes Startup event) {
            diary.note("prepared, " + messages.listeners().size() + " listeners");
        }

        /** By messages. */
        @QueueListener("work")
        public void onText(String text) {
            diary.note(text);
        }
    }

    /** Stays in its method until it is let go. */
    @ApplicationScoped
    public static class Slow {

        @Inject
        Diary diary;

        @Inject
        CountDownLatch go;

        /** By messages. */
        @QueueListener("slow")
        public void onText(String text) {
            diary.note("begin " + text);
            try {
                diary.note(go.await(30, TimeUnit.SECONDS) ? "done " + text : "late " + text);
            } catch (InterruptedException e) {
                diary.note("interrupted " + text);
                throw new IllegalStateException(e);
            }
        }

        @PreDestroy
        void end() {
            diary.note("end");
        }
    }

    /** Asked elsewhere. */
    public interface Calculator {

        /** Twice. */
        @RequestTo("calculator.twice")
        int twice(int number);
    }

    /** Answers. */
    @ApplicationScoped
    public static class Twice implements Calculator {

        @Override
        public int twice(int number) {
            return 2 * number;
        }
    }

    /** Asks, whoever answers. */
    @ApplicationScoped
    public static class Asking {

        @Inject
        Calculator calculator;

        int four() {
            return calculator.twice(2);
        }
    }

    /** Asks elsewhere although somebody here could answer. */
    @ApplicationScoped
    public static class AskingAround {

        @Inject
        @Remote
        Calculator calculator;

        int six() {
            return calculator.twice(3);
        }
    }

    /** One too many. */
    @Dependent
    public static class SecondFactory {

        /** Without a name. */
        @Produces
        public ConnectionFactory second() {
            return new TernConnectionFactory("vm://second");
        }
    }

    private final CdiStage stage = CdiStage.open();
    private final Diary diary = new Diary();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void closeStage() {
        go.countDown();
        stage.close();
    }

    private SeContainer start(Class<?>... beans) {
        return stage.with(Diary.class, diary).with(CountDownLatch.class, go).start(beans);
    }

    @Test
    void beginsWhenTheProgramIsReady() {
        stage.send("work", "early");
        SeContainer container = start(Prepared.class);
        assertThat(container.select(Messages.class).get().listeners()).hasSize(1);
        assertThat(diary.await(2)).containsExactly("prepared, 0 listeners", "early");
    }

    @Test
    void listensToNothingWhenTold() {
        stage.send("work", "unheard");
        SeContainer container = stage.with("ternmq.listeners.enabled", "false")
                .with(Diary.class, diary).start(Prepared.class);
        assertThat(container.select(Messages.class).get().listeners()).isEmpty();
        assertThat(diary.lines()).containsExactly("prepared, 0 listeners");
    }

    @Test
    void validatesAlsoWhenNothingIsToStart() {
        assertThatThrownBy(() -> stage.with("ternmq.listeners.enabled", "false").start(ScopeTest.InSession.class))
                .hasStackTraceContaining("cannot listen");
    }

    @Test
    void waitsForListenersThatRun() {
        SeContainer container = start(Slow.class);
        stage.send("slow", "a");
        diary.await(1);
        CompletableFuture<Void> stopping = CompletableFuture.runAsync(container::close);
        go.countDown();
        stopping.join();
        assertThat(diary.await(3)).containsExactly("begin a", "done a", "end");
    }

    @Test
    void waitsNoLongerThanTheLimit() {
        SeContainer container = stage.with("ternmq.stop-timeout", "50ms")
                .with(Diary.class, diary).with(CountDownLatch.class, go).start(Slow.class);
        stage.send("slow", "a");
        diary.await(1);
        container.close();
        Waiting.await("the interrupt", () -> diary.lines().contains("interrupted a"));
    }

    @Test
    void failedStartFailsTheContainerAndLeavesNothing() {
        AtomicInteger asked = new AtomicInteger();
        ConnectionFactory broken = new RefusingFactory(asked);
        CdiStage other = CdiStage.over(broken);
        assertThatThrownBy(() -> other.with(Diary.class, diary).start(Prepared.class))
                .hasStackTraceContaining(RefusingFactory.WORDS);
        assertThat(asked).hasPositiveValue();
        assertThat(diary.lines()).containsExactly("prepared, 0 listeners");
    }

    @Test
    void connectsToNobodyWithoutListeners() {
        AtomicInteger asked = new AtomicInteger();
        SeContainer container = CdiStage.over(new RefusingFactory(asked)).start(Asking.class);
        assertThat(container.select(Asking.class).get()).isNotNull();
        assertThat(asked).hasValue(0);
        CdiStage.stop(container);
    }

    @Test
    void containersHaveNothingInCommon() {
        Diary others = new Diary();
        try (CdiStage other = CdiStage.open()) {
            start(Prepared.class);
            SeContainer second = other.with(Diary.class, others).start(Prepared.class);
            stage.send("work", "here");
            other.send("work", "there");
            assertThat(diary.await(2)).containsExactly("prepared, 0 listeners", "here");
            assertThat(others.await(2)).containsExactly("prepared, 0 listeners", "there");
            CdiStage.stop(second);
            stage.send("work", "still here");
            assertThat(diary.await(3)).endsWith("still here");
        }
    }

    @Test
    void interfaceGetsAClientAndABeanAnswers() {
        start(Twice.class);
        SeContainer asking = start(Asking.class);
        assertThat(asking.select(Asking.class).get().four()).isEqualTo(4);
    }

    @Test
    void remoteClientStandsBesideTheBeanThatAnswers() {
        SeContainer container = start(Twice.class, Asking.class, AskingAround.class);
        assertThat(container.select(AskingAround.class).get().six()).isEqualTo(6);
        assertThat(container.select(Asking.class).get().four()).isEqualTo(4);
        assertThat(container.select(Calculator.class).getHandle().getBean().getBeanClass()).isEqualTo(Twice.class);
    }

    @Test
    void tellsOfUnknownSetting() {
        assertThatThrownBy(() -> stage.with("ternmq.nonsense", "1").start())
                .hasStackTraceContaining("ternmq.nonsense");
    }

    @Test
    void refusesTwoDefaultFactories() {
        assertThatThrownBy(() -> start(Prepared.class, SecondFactory.class))
                .hasStackTraceContaining("Several beans are the default one")
                .hasStackTraceContaining("@Named(\"billing\")");
    }
}
