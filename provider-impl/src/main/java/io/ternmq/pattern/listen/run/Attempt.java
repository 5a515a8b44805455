// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen.run;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.listen.BeanSource;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.listen.Call;
import io.ternmq.pattern.listen.Declared;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a method, until its answer is there: what it returns, what its stage completes with, what its handle is
 * told. {@link #run} belongs to the thread of the program's code; whoever waits and whoever ends it may be others.
 *
 * <pre>
 *   NEW -- run --> CALLING -- it returns --> WAITING (stage, handle) -- the answer --> over
 *   NEW, WAITING -- end --> over
 *   CALLING -- end --> the thread is interrupted; over when the method returns, whatever that brings
 * </pre>
 *
 * <p>What it has needed, such as a bean that lives as long, is let go before anybody is told that it is over. An
 * interrupt is only ever sent while the method is called, and its flag is taken away before anything else happens
 * on that thread.
 */
final class Attempt {

    private static final Log LOG = Log.of(Attempt.class);

    private final Toolbox tools;
    private final Declared declared;
    private final Call.Given given;
    private final @Nullable Handle handle;
    private final CompletableFuture<Result> outcome = new CompletableFuture<>();
    private final List<Runnable> duties = new ArrayList<>();
    private boolean calling;
    private boolean ending;
    private @Nullable Thread caller;
    private @Nullable Result verdict;
    private @Nullable CompletionStage<?> stage;

    Attempt(Toolbox tools, Declared declared, Call.Given given) {
        this.tools = tools;
        this.declared = declared;
        this.given = given;
        this.handle = given.handle() instanceof Handle own ? own : null;
        if (handle != null) {
            whenOver(handle::expire);
        }
    }

    private void whenOver(Runnable duty) {
        synchronized (this) {
            if (!ending) {
                duties.add(duty);
                return;
            }
        }
        duty.run();
    }

    private void complete(Result result) {
        List<Runnable> last;
        synchronized (this) {
            if (ending) {
                return;
            }
            ending = true;
            last = List.copyOf(duties);
        }
        last.forEach(Runnable::run);
        outcome.complete(result);
    }

    // --- the thread of the program's code -----------------------------------------------------------------------

    /** Calls the method. An attempt that has ended before is not begun. */
    void run(@Nullable Duration timeout) {
        if (!begin()) {
            return;
        }
        BeanSource.Visit visit = null;
        Object value = null;
        Throwable failure = null;
        try {
            limit(timeout);
            visit = declared.beans().enter();
            value = declared.call().on(visit.bean(), given);
        } catch (Exception | Error e) {
            failure = e;
        } finally {
            returned();
        }
        if (visit != null) {
            failure = leave(visit, failure);
            closeWhenOver(visit);
        }
        called();
        goOn(value, failure);
    }

    private synchronized boolean begin() {
        calling = verdict == null;
        caller = calling ? Thread.currentThread() : null;
        return calling;
    }

    private void limit(@Nullable Duration timeout) {
        if (timeout != null) {
            TimeSource time = tools.time();
            Result late = Result.failed(new ProviderException(
                    ErrorCode.TIMEOUT, declared.name() + " has taken longer than its timeout of " + timeout));
            TimeSource.Alarm set = time.schedule(time.millis() + timeout.toMillis(),
                    () -> tools.workers().aside(() -> end(late)));
            whenOver(set::cancel);
        }
    }

    /** From here on nobody interrupts this thread. */
    private synchronized void returned() {
        caller = null;
        Thread.interrupted();
    }

    private synchronized void called() {
        calling = false;
    }

    private static @Nullable Throwable leave(BeanSource.Visit visit, @Nullable Throwable failure) {
        try {
            visit.leave();
            return failure;
        } catch (RuntimeException | Error e) {
            if (failure == null) {
                return e;
            }
            failure.addSuppressed(e);
            return failure;
        }
    }

    private void closeWhenOver(BeanSource.Visit visit) {
        whenOver(() -> {
            try {
                visit.close();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.WARNING, "What " + declared.name() + " was called with could not be let go: " + e, e);
            }
        });
    }

    private void goOn(@Nullable Object value, @Nullable Throwable failure) {
        if (failure == null && value instanceof CompletionStage<?> later && isStaged()) {
            if (waitsFor(later)) {
                await(later);
            } else {
                drop(later);
                over(null, null);
            }
        } else {
            answered(value, failure);
        }
    }

    /** A stage of the program's own making may refuse. */
    private void await(CompletionStage<?> later) {
        try {
            later.whenComplete((answer, why) -> answered(answer, why == null ? null : unwrap(why)));
        } catch (RuntimeException | Error e) {
            over(null, e);
        }
    }

    private boolean isStaged() {
        return switch (declared.call().result()) {
            case STAGE, REPLY_STAGE, OUTCOME_STAGE -> true;
            case NOTHING, REPLY, OUTCOME -> false;
        };
    }

    private synchronized boolean waitsFor(CompletionStage<?> later) {
        stage = verdict == null ? later : null;
        return verdict == null;
    }

    // --- answers ------------------------------------------------------------------------------------------------

    private void answered(@Nullable Object value, @Nullable Throwable failure) {
        if (handle == null || isDecided() || (failure != null && !handle.isSettled())) {
            over(value, failure);
            return;
        }
        if (failure != null) {
            LOG.log(
                    Level.WARNING,
                    declared.name() + " has failed after it had settled its message: " + failure,
                    failure);
        }
        handle.settled().whenComplete((said, never) -> overAs(
                said.kind() == Result.Kind.DONE ? Result.done(value) : said));
    }

    private synchronized boolean isDecided() {
        return verdict != null;
    }

    private void over(@Nullable Object value, @Nullable Throwable failure) {
        overAs(failure == null ? Result.done(value) : Result.failed(failure));
    }

    /** What was decided before counts, not what came too late. */
    private void overAs(Result result) {
        Result decided;
        synchronized (this) {
            decided = verdict == null ? result : verdict;
            verdict = decided;
        }
        Throwable told = decided.failure();
        Throwable late = result.failure();
        if (told != null && late != null && told != late) {
            told.addSuppressed(late);
        }
        complete(decided);
    }

    private static Throwable unwrap(Throwable why) {
        Throwable cause = why.getCause();
        return why instanceof CompletionException && cause != null ? cause : why;
    }

    // --- others -------------------------------------------------------------------------------------------------

    /** Ends it before its time; what comes later does not count. Does not wait. */
    void end(Result why) {
        CompletionStage<?> pending;
        synchronized (this) {
            if (verdict != null) {
                return;
            }
            verdict = why;
            if (caller != null) {
                caller.interrupt();
            }
            if (calling) {
                return;
            }
            pending = stage;
        }
        complete(why);
        drop(pending);
    }

    /** The program may hang anything on its stage, so that cancelling it is for a thread of the program's. */
    private void drop(@Nullable CompletionStage<?> pending) {
        if (pending != null) {
            try {
                tools.workers().run(() -> cancel(pending));
            } catch (RejectedExecutionException e) {
                tools.workers().aside(() -> cancel(pending));
            }
        }
    }

    private void cancel(CompletionStage<?> pending) {
        try {
            pending.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, () -> "The stage of " + declared.name() + " cannot be cancelled: " + e);
        }
    }

    /** Waits until it is over. Who is interrupted meanwhile breaks it off, and has no flag left. */
    Result await() {
        while (!outcome.isDone()) {
            try {
                outcome.get();
            } catch (InterruptedException e) {
                end(Result.BROKEN_OFF);
            } catch (ExecutionException e) {
                throw new IllegalStateException("An outcome is no failure", e);
            }
        }
        return Objects.requireNonNull(outcome.join(), "result");
    }

    /** Tells somebody when it is over; never of a failure of the stage itself. */
    CompletionStage<Result> outcome() {
        return outcome;
    }

    boolean isOver() {
        return outcome.isDone();
    }

    /** Why it has failed; null when it has not, or not yet. */
    @Nullable Throwable failureSoFar() {
        return outcome.isDone() ? outcome.join().failure() : null;
    }
}
