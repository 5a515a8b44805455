// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.ListenerView;
import io.ternmq.api.pattern.HandlingMetrics;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.Responder;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Handling;
import io.ternmq.pattern.HandlingCounters;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.listen.AnswerSpec;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.request.Abandoned;
import io.ternmq.pattern.request.ResponderPlan;
import jakarta.jms.Message;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A method that answers requests, carried by a responder. Any thread. */
final class AnswerPost implements Post {

    private final Toolbox tools;
    private final AnswerSpec spec;
    private final Presence presence;
    private final Report report;
    private final HandlingCounters counters = new HandlingCounters();
    private volatile @Nullable Responder responder;
    private volatile boolean stopped;

    AnswerPost(Toolbox tools, AnswerSpec spec, Presence presence) {
        this.tools = tools;
        this.spec = spec;
        this.presence = presence;
        this.report = new Report(spec.name(), spec.channel());
    }

    @Override
    public void open() {
        responder = open(spec.call().body());
    }

    private <Q> Responder open(PayloadType<Q> body) {
        return body.type() == Void.class || body.type() == void.class
                ? answering(PayloadType.of(Message.class))
                : answering(body);
    }

    private <Q> Responder answering(PayloadType<Q> body) {
        return new ResponderPlan<>(tools, spec.channel(), body).concurrency(spec.concurrency()).answer(this::answer);
    }

    /** What comes later is a stage, so that the responder's lane is free meanwhile. */
    private @Nullable Object answer(Incoming<?> request) throws Exception {
        boolean isAsked = request.message().getJMSReplyTo() != null;
        int number = JtaLane.deliveries(request.message());
        Attempt attempt = new Attempt(tools, spec, Call.Given.of(List.of(request)));
        TimeSource time = tools.time();
        Presence.Stay stay = presence.enter();
        long begin = time.nanos();
        stay.begins(attempt);
        stay.call(() -> attempt.run(null));
        CompletionStage<Result> outcome = attempt.outcome();
        boolean isLate = !attempt.isOver();
        outcome.whenComplete((result, never) -> {
            counters.took(time.nanos() - begin);
            count(request, result, number, isAsked, isLate);
            stay.close();
        });
        return attempt.isOver() ? valueOf(attempt.await()) : later(outcome);
    }

    private static @Nullable Object valueOf(Result result) throws Exception {
        if (result.kind() == Result.Kind.BROKEN_OFF) {
            throw new Abandoned();
        }
        Throwable failure = failureOf(result);
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
        return result.value();
    }

    private static CompletionStage<@Nullable Object> later(CompletionStage<Result> outcome) {
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        outcome.whenComplete((result, never) -> {
            Throwable failure = failureOf(result);
            if (failure == null) {
                answer.complete(result.value());
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private static @Nullable Throwable failureOf(Result result) {
        return result.kind() == Result.Kind.BROKEN_OFF
                ? new ProviderException(ErrorCode.ILLEGAL_STATE, "Who answers has stopped before the answer was there")
                : result.failure();
    }

    /** Of commands, and of what is broken at once, the responder tells in the log itself. */
    private void count(Incoming<?> request, Result result, int number, boolean isAsked, boolean isLate) {
        Throwable failure = failureOf(result);
        if (result.kind() == Result.Kind.BROKEN_OFF && !isLate) {
            counters.count(Handling.Outcome.RETURNED);
            return;
        }
        counters.count(failure == null ? Handling.Outcome.HANDLED : Handling.Outcome.DEAD_LETTERED);
        if (failure != null && isAsked && (isLate || failure instanceof Exception)) {
            report.last(request.message(), number, failure, "goes to who has asked, as a failure");
        }
    }

    @Override
    public ListenerView view() {
        Responder present = responder;
        ListenerView.State state = ListenerView.State.RUNNING;
        if (stopped || present == null) {
            state = ListenerView.State.STOPPED;
        } else if (present.isPaused()) {
            state = ListenerView.State.PAUSED;
        }
        HandlingMetrics metrics = counters.metrics();
        return new ListenerView(spec.name(), spec.channel(), state, metrics, null);
    }

    @Override
    public void pause() {
        Responder present = responder;
        if (present != null) {
            present.pause();
        }
    }

    @Override
    public void resume() {
        Responder present = responder;
        if (present != null) {
            present.resume();
        }
    }

    @Override
    public void stop() {
        pause();
        stopped = true;
    }

    @Override
    public void close() {
        Responder present = responder;
        if (present != null) {
            present.close();
        }
    }
}
