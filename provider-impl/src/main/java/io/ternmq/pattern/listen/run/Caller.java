// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.listen.BatchOutcome;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Tracing;
import io.ternmq.pattern.listen.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Makes attempts at messages of one stay. Owner: one thread, which waits for the answers. */
final class Caller {

    private static final Duration BETWEEN_REFUSALS = Duration.ofMillis(200);

    private final Job job;
    private final Presence.Stay stay;
    private final Executor program;
    private final TimeSource time;

    /**
     * A caller.
     *
     * @param program runs the method
     */
    Caller(Job job, Presence.Stay stay, Executor program) {
        this.job = job;
        this.stay = stay;
        this.program = program;
        this.time = job.tools().time();
    }

    /** Calls the method with them, once, and waits for the answer. */
    Result call(List<Item> items) {
        if (stay.isBrokenOff()) {
            return Result.BROKEN_OFF;
        }
        Handle handle = job.spec().call().settles() ? new Handle() : null;
        Occasion occasion = job.occasion();
        Call.Given given = occasion == null
                ? new Call.Given(items.stream().map(Caller::messageOf).toList(), handle, null)
                : new Call.Given(List.of(), handle, occasion.isTold() ? occasion.moment() : null);
        Attempt attempt = new Attempt(job.tools(), job.spec(), given);
        long begin = time.nanos();
        stay.begins(attempt);
        try {
            program.execute(() -> stay.call(() -> traced(items, attempt)));
            return checked(items, attempt.await());
        } catch (RejectedExecutionException e) {
            return refused(attempt, items.get(0), e);
        } finally {
            stay.isOver(attempt);
            job.counters().took(time.nanos() - begin);
        }
    }

    private static Incoming<?> messageOf(Item item) {
        return item.message();
    }

    private void traced(List<Item> items, Attempt attempt) {
        try (Tracing.Work work = workOf(items)) {
            items.forEach(item -> item.belongsTo(work.context()));
            attempt.run(job.spec().conduct().timeout());
            Throwable failure = attempt.failureSoFar();
            if (failure != null) {
                work.failed(failure);
            }
        } catch (RuntimeException | Error e) {
            attempt.end(Result.failed(e)); // whoever waits must not do so for ever
        }
    }

    private Tracing.Work workOf(List<Item> items) {
        if (items.isEmpty() || job.occasion() != null) {
            return job.tools().tracing().handling(List.<Incoming<?>>of());
        }
        return job.spec().conduct().batching() == null
                ? job.tools().tracing().handling(items.get(0).message())
                : job.tools().tracing().handling(items.stream().map(Caller::messageOf).toList());
    }

    /** An outcome with a failure that is nobody's is a defect of the method, and says nothing about the others. */
    private static Result checked(List<Item> items, Result result) {
        for (int place : failuresIn(result).keySet()) {
            if (place < 0 || place >= items.size()) {
                return Result.failed(new IllegalArgumentException("A BatchOutcome names the place " + place
                        + ", and the batch has " + items.size() + " items, from 0"));
            }
        }
        return result;
    }

    /** An executor that is full, or at its end. */
    private Result refused(Attempt attempt, Item first, RejectedExecutionException why) {
        attempt.end(Result.BROKEN_OFF);
        job.report().last(first.raw(), 1, why, "goes back");
        if (!job.pauses().hold(time, BETWEEN_REFUSALS)) {
            Thread.interrupted();
        }
        return Result.BROKEN_OFF;
    }

    /** Why the item at some place has failed; null when it has not. */
    static @Nullable Throwable failureOf(Result result, int place) {
        return result.failure() != null ? result.failure() : failuresIn(result).get(place);
    }

    private static Map<Integer, Throwable> failuresIn(Result result) {
        return result.value() instanceof BatchOutcome outcome ? outcome.failures() : Map.of();
    }
}
