// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.pattern.listen.AnswerSpec;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.Declared;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AttemptTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ScriptedTools scripted = new ScriptedTools();
    private final Bean bean = new Bean();
    private final List<String> visits = new CopyOnWriteArrayList<>();
    private Runnable atLeave = () -> {};

    /** Does what a test needs. */
    public static final class Bean {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private final CompletableFuture<String> stage = new CompletableFuture<>();

        public String plain() {
            return "plain";
        }

        @SuppressWarnings("DoNotCallSuggester") // it is called by name
        public String broken() {
            throw new AssertionError("broken");
        }

        public String waiting() throws InterruptedException {
            begun.countDown();
            go.await();
            return "waited";
        }

        public String stubborn() {
            begun.countDown();
            boolean over = false;
            boolean interrupted = false;
            while (!over) {
                try {
                    go.await();
                    over = true;
                } catch (InterruptedException e) {
                    interrupted = true;
                    go.countDown();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return "late";
        }

        public CompletionStage<String> odd() {
            return new CompletableFuture<>() {
                @Override
                public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> told) {
                    throw new UnsupportedOperationException("nobody is told");
                }
            };
        }

        public CompletionStage<String> later() {
            begun.countDown();
            return stage;
        }
    }

    private Attempt attempt(String method, Call.Result result, @Nullable Handle handle) throws Exception {
        Call call = new Call(
                Bean.class.getMethod(method), PayloadType.of(String.class), List.of(), handle != null, result);
        BeanSource source = new BeanSource() {
            @Override
            public Class<?> type() {
                return Bean.class;
            }

            @Override
            public Visit enter() {
                visits.add("enter");
                return new Noted();
            }
        };
        Declared declared = new AnswerSpec("Bean." + method, source, call, Channel.queue("q"), 1);
        return new Attempt(scripted.tools(), declared, new Call.Given(List.of(), handle, null));
    }

    private final class Noted implements BeanSource.Visit {

        @Override
        public Object bean() {
            return bean;
        }

        @Override
        public void leave() {
            visits.add("leave" + (Thread.currentThread().isInterrupted() ? " with a flag" : ""));
            atLeave.run();
        }

        @Override
        public void close() {
            visits.add("close");
        }
    }

    private static ErrorCode codeOf(Result result) {
        return result.failure() instanceof ProviderException coded ? coded.code() : ErrorCode.ILLEGAL_STATE;
    }

    @Test
    void entersCallsLeavesAndClosesInThisOrder() throws Exception {
        Attempt attempt = attempt("plain", Call.Result.REPLY, null);
        attempt.run(SECOND);
        assertThat(attempt.await()).isEqualTo(Result.done("plain"));
        assertThat(visits).containsExactly("enter", "leave", "close");
        assertThat(scripted.time.alarms()).as("its alarm is off").isZero();
    }

    @Test
    void whoIsToldThatItIsOverFindsNothingOfItLeft() throws Exception {
        Attempt attempt = attempt("later", Call.Result.STAGE, null);
        List<String> told = new CopyOnWriteArrayList<>();
        attempt.outcome().thenAccept(result -> told.addAll(visits));
        attempt.run(SECOND);
        attempt.outcome().thenAccept(result -> told.addAll(visits));
        bean.stage.complete("done");
        assertThat(told).containsExactly("enter", "leave", "close", "enter", "leave", "close");
    }

    @Test
    void oneThatIsEndedWhileItsBeanIsLeftIsOverAfterwards() throws Exception {
        AtomicReference<@Nullable Attempt> present = new AtomicReference<>();
        atLeave = () -> {
            Attempt own = Objects.requireNonNull(present.get(), "attempt");
            own.end(Result.BROKEN_OFF);
            visits.add(own.isOver() ? "over" : "not over");
        };
        Attempt attempt = attempt("later", Call.Result.STAGE, null);
        present.set(attempt);
        attempt.run(SECOND);
        assertThat(attempt.await()).isEqualTo(Result.BROKEN_OFF);
        assertThat(visits).containsExactly("enter", "leave", "not over", "close");
        assertThat(bean.stage).isCancelled();
    }

    @Test
    void aStageThatTellsNobodyIsAFailure() throws Exception {
        Attempt attempt = attempt("odd", Call.Result.STAGE, null);
        attempt.run(SECOND);
        assertThat(attempt.isOver()).isTrue();
        assertThat(attempt.failureSoFar()).hasMessage("nobody is told");
        assertThat(visits).containsExactly("enter", "leave", "close");
    }

    @Test
    void anErrorIsAFailure() throws Exception {
        Attempt attempt = attempt("broken", Call.Result.REPLY, null);
        attempt.run(null);
        assertThat(attempt.await().kind()).isEqualTo(Result.Kind.FAILED);
        assertThat(attempt.failureSoFar()).isInstanceOf(AssertionError.class);
    }

    @Test
    void theTimeoutInterruptsTheMethodAndTakesTheFlagAway() throws Exception {
        Attempt attempt = attempt("stubborn", Call.Result.REPLY, null);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            attempt.run(SECOND);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        bean.begun.await();
        scripted.time.advanceMillis(1000);
        Result result = attempt.await();
        assertThat(codeOf(result)).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(flag.get()).isFalse();
        assertThat(visits).containsExactly("enter", "leave", "close");
    }

    @Test
    void theTimeoutCancelsTheStageAndLateSuccessDoesNotCount() throws Exception {
        Attempt attempt = attempt("later", Call.Result.REPLY_STAGE, null);
        attempt.run(SECOND);
        assertThat(attempt.isOver()).isFalse();
        assertThat(visits).containsExactly("enter", "leave");
        scripted.time.advanceMillis(999);
        assertThat(attempt.isOver()).isFalse();
        scripted.time.advanceMillis(1);
        assertThat(bean.stage).isCancelled();
        assertThat(codeOf(attempt.await())).isEqualTo(ErrorCode.TIMEOUT);
        assertThat(visits).containsExactly("enter", "leave", "close");
    }

    @Test
    void aStageThatFailsFailsTheAttemptWithItsCause() throws Exception {
        Attempt attempt = attempt("later", Call.Result.STAGE, null);
        attempt.run(SECOND);
        IllegalStateException why = new IllegalStateException("later");
        bean.stage.completeExceptionally(why);
        assertThat(attempt.await()).isEqualTo(Result.failed(why));
    }

    @Test
    void aHandleDecidesAlsoWhenItIsUsedBeforeTheMethodReturns() throws Exception {
        Handle early = new Handle();
        early.acknowledge();
        Attempt attempt = attempt("plain", Call.Result.NOTHING, early);
        attempt.run(SECOND);
        assertThat(attempt.await().kind()).isEqualTo(Result.Kind.DONE);
        Handle late = new Handle();
        Attempt other = attempt("plain", Call.Result.NOTHING, late);
        other.run(SECOND);
        assertThat(other.isOver()).isFalse();
        late.reject(new IllegalStateException("no"));
        assertThat(other.await().kind()).isEqualTo(Result.Kind.REJECTED);
    }

    @Test
    void whatIsThrownBeforeTheHandleIsUsedIsAFailureAndAfterwardsIsNot() throws Exception {
        Attempt unsettled = attempt("broken", Call.Result.NOTHING, new Handle());
        unsettled.run(SECOND);
        assertThat(unsettled.await().kind()).isEqualTo(Result.Kind.FAILED);
        Handle used = new Handle();
        used.acknowledge();
        Attempt settled = attempt("broken", Call.Result.NOTHING, used);
        settled.run(SECOND);
        assertThat(settled.await().kind()).isEqualTo(Result.Kind.DONE);
    }

    @Test
    void oneThatHasEndedBeforeIsNotBegun() throws Exception {
        Attempt attempt = attempt("plain", Call.Result.REPLY, null);
        attempt.end(Result.BROKEN_OFF);
        attempt.run(SECOND);
        assertThat(attempt.await()).isEqualTo(Result.BROKEN_OFF);
        assertThat(visits).isEmpty();
    }

    @Test
    void whoIsInterruptedWhileHeWaitsBreaksItOff() throws Exception {
        Attempt attempt = attempt("later", Call.Result.STAGE, null);
        attempt.run(null);
        Thread.currentThread().interrupt();
        assertThat(attempt.await()).isEqualTo(Result.BROKEN_OFF);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(bean.stage).isCancelled();
    }

    @Test
    void aStayBreaksOffWhatIsUnderWayAndWaitsForNobodyWhoAsks() throws Exception {
        Presence presence = new Presence();
        Presence.Stay stay = presence.enter();
        Attempt attempt = attempt("later", Call.Result.STAGE, null);
        stay.begins(attempt);
        stay.call(() -> assertThat(presence.awaitNone(Duration.ofHours(1))).isFalse());
        assertThat(stay.isBrokenOff()).as("who asks is not broken off").isFalse();
        attempt.run(null);
        assertThat(presence.awaitNone(Duration.ZERO)).isFalse();
        assertThat(attempt.await()).isEqualTo(Result.BROKEN_OFF);
        stay.close();
        assertThat(presence.awaitNone(Duration.ofHours(1))).isTrue();
    }
}
