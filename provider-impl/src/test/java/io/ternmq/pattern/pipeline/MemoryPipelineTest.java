// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.TraceContext;
import io.ternmq.api.pattern.pipeline.PipelineBuilder;
import io.ternmq.api.pattern.pipeline.PipelineFlow;
import io.ternmq.api.pattern.pipeline.PipelineMetrics.Counts;
import io.ternmq.api.pattern.pipeline.RunningPipeline;
import io.ternmq.api.pattern.pipeline.RunningPipeline.State;
import io.ternmq.api.pattern.pipeline.Stage;
import io.ternmq.api.pattern.pipeline.StageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pipelines that never leave the process. */
@Timeout(30)
class MemoryPipelineTest {

    private static final ErrorPolicy THREE_TIMES =
            ErrorPolicy.DEFAULT.withRetry(3, Duration.ofMillis(100), 2, Duration.ofSeconds(1));

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HandTime time = new HandTime();
    private final List<Object> arrived = new CopyOnWriteArrayList<>();
    private @Nullable RunningPipeline running;

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
        threads.shutdownNow();
    }

    private PipelineBuilder pipeline() {
        return Pipelines.named("numbers", BareTools.of(threads, time));
    }

    private RunningPipeline start(PipelineFlow<?> flow) {
        RunningPipeline started = flow.to("collect", arrived::add).start();
        running = started;
        return started;
    }

    private static void await(CompletionStage<?> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Throwable failureOf(CompletionStage<?> stage) {
        return stage.handle((done, why) -> why).toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void takesItemsThroughEveryKindOfStage() throws Exception {
        List<Integer> seen = new ArrayList<>();
        RunningPipeline numbers = start(pipeline()
                .fromProgram(String.class)
                .split("words", text -> List.of(text.split(" ", -1)))
                .transform("parse", Integer::valueOf)
                .filter("positive", number -> number > 0)
                .tap("look", seen::add)
                .enrich("square", number -> number * number, (number, square) -> number + ":" + square)
                .enrichAsync("later", CompletableFuture::completedFuture, (left, right) -> left + "/" + right));
        await(numbers.submit("1 -2 3"));

        assertThat(arrived).containsExactly("1:1/1:1", "3:9/3:9");
        assertThat(seen).containsExactly(1, 3);
        assertThat(numbers.metrics().stage("words").counts()).isEqualTo(new Counts(1, 3, 0, 0, 0));
        assertThat(numbers.metrics().stage("positive").counts()).isEqualTo(new Counts(3, 2, 1, 0, 0));
        assertThat(numbers.metrics().stage("collect").counts()).isEqualTo(new Counts(2, 2, 0, 0, 0));
        assertThat(numbers.metrics().stages()).allMatch(stage -> stage.inProgress() == 0);
    }

    @Test
    void keepsTheOrderOfEachKeyOnFourThreads() throws Exception {
        RunningPipeline numbers = start(pipeline()
                .capacity(8)
                .fromProgram(Integer.class)
                .keyedBy(number -> "key" + number % 7)
                .transform("spread", number -> number)
                .concurrency(4)
                .transform("gather", number -> number)
                .concurrency(1));
        List<CompletionStage<?>> all = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            all.add(numbers.submit(i));
        }
        for (CompletionStage<?> one : all) {
            await(one);
        }

        Map<Integer, Integer> last = new HashMap<>();
        assertThat(arrived).hasSize(5_000).allSatisfy(item -> {
            int number = (Integer) item;
            Integer before = last.put(number % 7, number);
            assertThat(before == null ? -1 : before).isLessThan(number);
        });
    }

    @Test
    void keepsTheOrderOfAllItemsOnOneThread() throws Exception {
        RunningPipeline numbers = start(pipeline()
                .capacity(4)
                .fromProgram(Integer.class)
                .transform("one", number -> number)
                .concurrency(1)
                .transform("two", number -> number)
                .concurrency(1));
        List<Integer> expected = IntStream.range(0, 2_000).boxed().toList();
        expected.forEach(numbers::submit);

        assertThat(numbers.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(arrived).hasSize(2_000).isEqualTo(expected);
    }

    @Test
    void letsTheSourceWaitWhenALaterStageHasNoRoom() throws Exception {
        CountDownLatch mayGo = new CountDownLatch(1);
        AtomicInteger submitted = new AtomicInteger();
        RunningPipeline numbers = start(pipeline()
                .capacity(3)
                .fromProgram(Integer.class)
                .tap("slow", number -> mayGo.await())
                .concurrency(1));
        CompletableFuture<Void> source = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 10; i++) {
                numbers.submit(i);
                submitted.incrementAndGet();
            }
        });
        while (numbers.metrics().stage("slow").waiting() < 3 || numbers.metrics().stage("source").inProgress() == 0) {
            Thread.onSpinWait();
        }

        assertThat(submitted).hasValue(3);
        assertThat(numbers.depth("slow")).isEqualTo(3);
        assertThat(source).isNotDone();
        mayGo.countDown();
        source.get(10, TimeUnit.SECONDS);
        assertThat(numbers.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(arrived).hasSize(10);
    }

    @Test
    void movesOnWhenAllWorkersWaitForRoom() throws Exception {
        PipelineFlow<Integer> flow = pipeline().capacity(1).fromProgram(Integer.class);
        for (int i = 0; i < 6; i++) {
            flow = flow.split("double" + i, number -> List.of(number, number)).concurrency(1);
        }
        RunningPipeline numbers = start(flow);
        for (int i = 0; i < 20; i++) {
            numbers.submit(i);
        }

        assertThat(numbers.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(arrived).hasSize(20 * 64);
    }

    @Test
    void completesASubmissionWhenItsLastPartHasArrived() throws Exception {
        CountDownLatch mayGo = new CountDownLatch(1);
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .split("three", number -> List.of(number, number + 1, number + 2))
                .tap("wait", number -> mayGo.await())
                .concurrency(3));
        CompletionStage<?> submission = numbers.submit(1);

        assertThat(submission.toCompletableFuture()).isNotDone();
        mayGo.countDown();
        await(submission);
        assertThat(arrived).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void reportsAFailureWithTheNameOfItsStage() {
        List<StageException> told = new CopyOnWriteArrayList<>();
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .transform("divide", number -> 12 / number)
                .concurrency(1));
        numbers.onFailure(told::add);
        Throwable why = failureOf(numbers.submit(0));

        assertThat(why).isInstanceOf(StageException.class).hasMessageContaining("'divide'").hasRootCauseInstanceOf(
                ArithmeticException.class);
        assertThat(((StageException) why).code()).isEqualTo(ErrorCode.STAGE_FAILED);
        assertThat(told).extracting(StageException::stage).containsExactly("divide");
        assertThat(numbers.metrics().stage("divide").counts()).isEqualTo(new Counts(1, 0, 0, 1, 0));
    }

    @Test
    void triesAgainWithGrowingPausesAndOnlyTheStageThatFailed() throws Exception {
        List<Long> attempts = new ArrayList<>();
        AtomicInteger before = new AtomicInteger();
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .tap("before", number -> before.incrementAndGet())
                .tap("third-time-lucky", number -> {
                    attempts.add(time.millis());
                    if (attempts.size() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                })
                .onError(THREE_TIMES));
        await(numbers.submit(1));

        assertThat(attempts).containsExactly(0L, 100L, 300L);
        assertThat(before).hasValue(1);
        assertThat(arrived).containsExactly(1);
        assertThat(numbers.metrics().stage("third-time-lucky").counts()).isEqualTo(new Counts(1, 1, 0, 0, 2));
    }

    @Test
    void dropsWhatItIsToldToDropAndGoesOn() throws Exception {
        RunningPipeline numbers = start(pipeline()
                .onError(ErrorPolicy.DEFAULT.withThen(ErrorPolicy.Then.DROP))
                .fromProgram(Integer.class)
                .split("twice", number -> List.of(number - 1, number))
                .transform("divide", number -> 12 / number));
        await(numbers.submit(1));

        assertThat(arrived).containsExactly(12);
        assertThat(numbers.metrics().stage("divide").counts().failed()).isEqualTo(1);
    }

    @Test
    void stopsUntilSomebodyResumes() throws Exception {
        RunningPipeline numbers = start(pipeline()
                .onError(ErrorPolicy.DEFAULT.withThen(ErrorPolicy.Then.STOP))
                .fromProgram(Integer.class)
                .transform("divide", number -> 12 / number));
        assertThat(failureOf(numbers.submit(0))).isInstanceOf(StageException.class);
        assertThat(numbers.state()).isEqualTo(State.PAUSED);
        CompletableFuture<CompletionStage<?>> later = CompletableFuture.supplyAsync(() -> numbers.submit(3));

        assertThat(later).isNotDone();
        numbers.resume();
        await(later.get(10, TimeUnit.SECONDS));
        assertThat(arrived).containsExactly(4);
    }

    @Test
    void takesNothingAfterDrainAndClose() throws Exception {
        RunningPipeline numbers = start(pipeline().fromProgram(Integer.class));
        assertThat(numbers.drain(Duration.ofSeconds(10))).isTrue();
        assertThatThrownBy(() -> numbers.submit(1))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("DRAINED");
        numbers.close();
        numbers.close();

        assertThat(numbers.state()).isEqualTo(State.CLOSED);
        assertThatThrownBy(() -> numbers.submit(1)).hasMessageContaining("CLOSED");
    }

    @Test
    void refusesItemsOfAnotherType() {
        RunningPipeline numbers = start(pipeline().fromProgram(Integer.class));

        assertThatThrownBy(() -> numbers.submit("one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Integer, not java.lang.String");
    }

    @Test
    void handsTheTraceOnToOtherThreads() throws Exception {
        List<TraceContext> traces = new CopyOnWriteArrayList<>();
        TraceContext trace = new TraceContext("00-1-2-01", null, null);
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .tap("here", number -> traces.add(TraceContext.current()))
                .tap("there", number -> traces.add(TraceContext.current()))
                .concurrency(2));
        CompletionStage<?> submission;
        try (TraceContext.Scope scope = trace.makeCurrent()) {
            assertThat(scope).isNotNull();
            submission = numbers.submit(1);
        }
        await(submission);

        assertThat(traces).containsExactly(trace, trace);
    }

    @Test
    void sendsItemsAlongBranchesThatJoinAgain() throws Exception {
        List<Object> small = new CopyOnWriteArrayList<>();
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .<String>route("size")
                .when("large", number -> number > 100, flow -> flow.transform("shout", number -> number + "!"))
                .whenTo("small", number -> number < 10, flow -> flow.to("smalls", small::add))
                .otherwise(flow -> flow.transform("say", number -> "" + number)));
        for (int number : new int[] {5, 50, 500}) {
            await(numbers.submit(number));
        }

        assertThat(arrived).containsExactly("50", "500!");
        assertThat(small).containsExactly(5);
    }

    @Test
    void joinsBranchesOfDifferentThreadsOnOne() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .<Integer>route("parity")
                .when("even", number -> number % 2 == 0, flow -> flow.tap("even", number -> {}).concurrency(2))
                .otherwise(flow -> flow.tap("odd", number -> {}))
                .tap("alone", number -> assertThat(inside.getAndIncrement()).isZero())
                .tap("leave", number -> inside.decrementAndGet()));
        for (int i = 0; i < 2_000; i++) {
            numbers.submit(i);
        }

        assertThat(numbers.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(arrived).hasSize(2_000);
    }

    @Test
    void putsOneStageIntoSeveralPlaces() throws Exception {
        Stage<Integer, Integer> increase = flow -> flow.transform("increase", number -> number + 1);
        Stage<Integer, String> text = increase.then(flow -> flow.transform("text", number -> "<" + number + ">"));
        RunningPipeline numbers = start(pipeline()
                .fromProgram(Integer.class)
                .through("first", increase)
                .through("second", text));
        await(numbers.submit(1));

        assertThat(arrived).containsExactly("<3>");
        assertThat(numbers.metrics().stage("second.increase").counts().in()).isEqualTo(1);
        PipelineFlow<Integer> once = pipeline().fromProgram(Integer.class).through(increase);
        assertThatThrownBy(() -> once.through(increase)).hasMessageContaining("a stage 'increase' already");
    }
}
