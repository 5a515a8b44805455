// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.listen.Batch;
import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.listen.DeadLetter;
import io.ternmq.api.listen.Declaration;
import io.ternmq.api.listen.DeclarationException;
import io.ternmq.api.listen.DurableSubscription;
import io.ternmq.api.listen.Fault;
import io.ternmq.api.listen.ListenerPlan;
import io.ternmq.api.listen.MessageProperty;
import io.ternmq.api.listen.MessageSelector;
import io.ternmq.api.listen.Ordered;
import io.ternmq.api.listen.QueueListener;
import io.ternmq.api.listen.RequestTo;
import io.ternmq.api.listen.Retry;
import io.ternmq.api.listen.Scheduled;
import io.ternmq.api.listen.Shared;
import io.ternmq.api.listen.SubscriptionName;
import io.ternmq.api.listen.TopicListener;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.work.MissedRuns;
import io.ternmq.pattern.listen.AnswerSpec;
import io.ternmq.pattern.listen.Call.Result;
import io.ternmq.pattern.listen.Declared;
import io.ternmq.pattern.listen.ListenerSpec;
import io.ternmq.pattern.listen.ListenerSpec.Batching;
import io.ternmq.pattern.listen.ListenerSpec.Conduct;
import io.ternmq.pattern.listen.ListenerSpec.Ordering;
import io.ternmq.pattern.listen.ListenerSpec.Source;
import io.ternmq.pattern.listen.Retrying;
import io.ternmq.pattern.listen.TimedSpec;
import jakarta.jms.Message;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What annotations become, and what people are told of it. */
class CollectedPlanTest {

    /** A body. */
    public record Order(int number) {}

    /** A reply. */
    public record Receipt(int number) {}

    /** What is handed over when a plan of these classes is started. */
    private static List<Declared> read(Class<?>... types) {
        Seen seen = Seen.nothing(false);
        CollectedPlan plan = Told.plan(seen);
        for (Class<?> type : types) {
            plan.add(new Told.TypeOnly(type));
        }
        assertThatThrownBy(() -> plan.start(NoMessaging.make(), null)).hasMessage(Seen.SEEN);
        return seen.declared();
    }

    private static List<Declaration> told(Class<?> type) {
        ListenerPlan plan = Told.plan();
        plan.add(new Told.TypeOnly(type));
        return plan.declarations();
    }

    // --- listeners -------------------------------------------------------------------------------------------

    static class Everything {
        @TopicListener(value = "quake.*.felt", concurrency = 4, replay = "earliest", timeout = "10s")
        @MessageSelector("magnitude > 4")
        @SubscriptionName("alarm")
        @DurableSubscription
        @Shared
        @Retry(maxAttempts = 5, delay = "100ms", multiplier = 3, maxDelay = "PT5S", jitter = 0.1,
                on = IOException.class, notOn = EOFException.class)
        @DeadLetter("failed")
        @Ordered(key = "region")
        void on(Order order) {}
    }

    @Test
    void readsAllThatIsSaidOfAListener() {
        ListenerSpec spec = (ListenerSpec) read(Everything.class).get(0);

        assertThat(spec.name()).isEqualTo("CollectedPlanTest.Everything.on");
        assertThat(spec.source()).isEqualTo(new Source(
                Channel.topic("quake.*.felt?replay=earliest"), "magnitude > 4", "alarm", true, true, 4));
        assertThat(spec.conduct()).isEqualTo(new Conduct(
                new Retrying(5, Duration.ofMillis(100), 3, Duration.ofSeconds(5), 0.1,
                        List.of(IOException.class), List.of(EOFException.class)),
                Channel.queue("failed"),
                null,
                new Ordering("region"),
                Duration.ofSeconds(10)));
        assertThat(spec.call().result()).isEqualTo(Result.NOTHING);
        assertThat(told(Everything.class)).containsExactly(new Declaration(
                spec.name(), Declaration.Direction.RECEIVES, Channel.topic("quake.*.felt"), Order.class, null,
                "magnitude > 4", "alarm"));
    }

    static class Plain {
        @QueueListener("${alerts.queue}.eu")
        Receipt on(Order order) {
            return new Receipt(order.number());
        }
    }

    @Test
    void takesOneAttemptAndAllMessagesWhenNothingElseIsSaid() {
        ListenerSpec spec = (ListenerSpec) read(Plain.class).get(0);

        assertThat(spec.source()).isEqualTo(new Source(Channel.queue("alerts.eu"), null, null, false, false, 1));
        assertThat(spec.conduct()).isEqualTo(new Conduct(Retrying.NEVER, null, null, null, null));
        assertThat(spec.call().result()).isEqualTo(Result.REPLY);
        assertThat(told(Plain.class).get(0).reply()).isEqualTo(Receipt.class);
    }

    static class Several {
        @QueueListener("a")
        @QueueListener(value = "b", concurrency = 2)
        @TopicListener("c")
        @TopicListener("d.#")
        void on(Message message) {}
    }

    @Test
    void namesEachOfSeveralPlaces() {
        assertThat(read(Several.class)).extracting(Declared::name).containsExactly(
                "CollectedPlanTest.Several.on of topic://c",
                "CollectedPlanTest.Several.on of topic://d.#",
                "CollectedPlanTest.Several.on of queue://a",
                "CollectedPlanTest.Several.on of queue://b");
        assertThat(told(Several.class)).extracting(Declaration::payload).containsOnly(Object.class);
    }

    @Test
    void numbersBeansOfOneClass() {
        assertThat(read(Plain.class, Plain.class)).extracting(Declared::name)
                .containsExactly("CollectedPlanTest.Plain.on", "CollectedPlanTest.Plain.on #2");
    }

    static class Results {
        @QueueListener("a")
        CompletionStage<Void> a(String text) {
            return CompletableFuture.completedFuture(null);
        }

        @QueueListener("b")
        CompletableFuture<Receipt> b(String text) {
            return CompletableFuture.completedFuture(new Receipt(1));
        }

        @QueueListener("c")
        @Batch(size = 10, timeout = "200ms")
        BatchOutcome c(List<String> texts) {
            return BatchOutcome.done();
        }

        @QueueListener("d")
        @Batch(size = 10, timeout = "200ms")
        CompletionStage<BatchOutcome> d(List<String> texts) {
            return CompletableFuture.completedFuture(BatchOutcome.done());
        }
    }

    @Test
    void knowsWhatBecomesOfAResult() {
        assertThat(read(Results.class)).extracting(each -> each.call().result())
                .containsExactly(Result.STAGE, Result.REPLY_STAGE, Result.OUTCOME, Result.OUTCOME_STAGE);
        assertThat(told(Results.class)).extracting(Declaration::reply)
                .containsExactly(null, Receipt.class, null, null);
        assertThat(((ListenerSpec) read(Results.class).get(2)).conduct().batching())
                .isEqualTo(new Batching(10, Duration.ofMillis(200)));
    }

    // --- inheritance -----------------------------------------------------------------------------------------

    abstract static class Base<T> {
        @QueueListener("inherited")
        void inherited(T body) {}

        @QueueListener("replaced")
        void replaced(T body) {}

        @QueueListener("silenced")
        void silenced(T body) {}
    }

    interface Greeting {
        @QueueListener("greeting")
        default void greet(String text) {}
    }

    static class Derived extends Base<Order> implements Greeting {
        @Override
        @QueueListener("own")
        void replaced(Order body) {}

        @Override
        void silenced(Order body) {}
    }

    @Test
    void readsInheritedMethodsAsTheClassHasThem() {
        assertThat(told(Derived.class)).extracting(each -> each.channel().name(), each -> each.payload().toString())
                .containsExactly(
                        tuple("own", Order.class.toString()),
                        tuple("inherited", Order.class.toString()),
                        tuple("greeting", String.class.toString()));
    }

    @Test
    void knowsWhetherAClassHasAnythingToAdd() {
        assertThat(List.of(Derived.class, Plain.class, Calculating.class, Jobs.class))
                .allMatch(CollectedPlan::isListening);
        assertThat(CollectedPlan.isListening(Order.class)).isFalse();
    }

    // --- requests --------------------------------------------------------------------------------------------

    interface Service<Q, R> {
        @RequestTo(value = "topic://prices", concurrency = 3)
        CompletionStage<R> ask(Q question, @MessageProperty("region") String region);
    }

    interface Calculator extends Service<List<Order>, Receipt> {
        @RequestTo("calculator.add")
        int add(int number);

        @RequestTo("calculator.reset")
        void reset();
    }

    static class Calculating implements Calculator {
        @Override
        public int add(int number) {
            return number + 1;
        }

        @Override
        public void reset() {}

        @Override
        public CompletionStage<Receipt> ask(List<Order> question, String region) {
            return CompletableFuture.completedFuture(new Receipt(question.size()));
        }
    }

    @Test
    void readsTheRequestsThatABeanAnswers() {
        List<Declared> all = read(Calculating.class);

        assertThat(all).hasSize(3).allSatisfy(each -> {
            assertThat(each).isInstanceOf(AnswerSpec.class);
            assertThat(each.call().method().getDeclaringClass()).isEqualTo(Calculating.class);
            assertThat(each.call().method().isBridge()).isFalse();
        });
        assertThat(told(Calculating.class))
                .extracting(each -> each.channel() + " " + each.payload().getTypeName() + " " + each.reply())
                .containsExactlyInAnyOrder(
                        "queue://calculator.add int " + Integer.class,
                        "queue://calculator.reset void void",
                        "topic://prices java.util.List<" + Order.class.getName() + "> " + Receipt.class);
    }

    @Test
    void tellsWhatAClientSends() {
        ListenerPlan plan = Told.plan();
        plan.addClient(Calculator.class);

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.declarations()).hasSize(3)
                .allMatch(each -> each.direction() == Declaration.Direction.SENDS);
    }

    // --- moments ---------------------------------------------------------------------------------------------

    static class Jobs {
        @Scheduled(cron = "@daily", zone = "Europe/Berlin", missed = MissedRuns.SKIP)
        void nightly() {}
    }

    @Test
    void readsSchedules() {
        TimedSpec spec = (TimedSpec) read(Jobs.class).get(0);

        assertThat(spec.schedule().name()).isEqualTo(Jobs.class.getName() + ".nightly");
        assertThat(spec.schedule().cron()).isEqualTo("0 0 * * *");
        assertThat(spec.schedule().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(spec.schedule().missed()).isEqualTo(MissedRuns.SKIP);
        assertThat(told(Jobs.class)).isEmpty();
    }

    // --- the plan --------------------------------------------------------------------------------------------

    @Test
    void startsNothingWhenSomethingIsWrong() {
        ListenerPlan plan = Told.plan();
        plan.add(new Told.TypeOnly(Plain.class));
        plan.add(new Fault(Order.class, "number", "It is odd.", "Make it even."));
        plan.add(new Fault(Order.class, "", "It is small.", "Make it large."));

        assertThatThrownBy(() -> plan.start(NoMessaging.make(), null))
                .isInstanceOfSatisfying(DeclarationException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DECLARATION);
                    assertThat(e.faults()).hasSize(2);
                })
                .hasMessageContaining("2 declarations are wrong:\n - " + Order.class.getName()
                        + ".number: It is odd. Make it even.\n - " + Order.class.getName()
                        + ": It is small. Make it large.");
    }

    static class Picky {
        @QueueListener("shapes")
        void on(Greeting shape) {}
    }

    @Test
    void leavesWhatCanBeReadToACodecOfTheProgram() {
        Seen seen = Seen.nothing(true);
        CollectedPlan plan = Told.plan(seen);
        plan.add(new Told.TypeOnly(Picky.class));

        assertThat(plan.faults()).hasSize(1);
        assertThatThrownBy(() -> plan.start(NoMessaging.make(), null)).hasMessage(Seen.SEEN);
        assertThat(seen.declared()).hasSize(1);

        ListenerPlan plain = Told.plan();
        plain.add(new Told.TypeOnly(Picky.class));
        assertThatThrownBy(() -> plain.start(NoMessaging.make(), null)).isInstanceOf(DeclarationException.class);
    }

    @Test
    void tellsWhatTheContainerHasAdded() {
        ListenerPlan plan = Told.plan();
        Declaration sending = new Declaration(
                "field", Declaration.Direction.SENDS, Channel.topic("news"), String.class, null, null, null);
        plan.add(sending);
        plan.add(BeanSource.of(new Plain()));

        assertThat(plan.declarations()).hasSize(2).first().isEqualTo(sending);
    }
}
