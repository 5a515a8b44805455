// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.request;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.request.Requester;
import io.ternmq.common.Log;
import io.ternmq.pattern.Tracing;
import jakarta.jms.Message;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future that is also the entry of the desk, so that a request costs no more objects than it needs. Who comes first
 * takes it out of the desk, counts how it ended and completes it: a reply, the clock, the loss of the connection, or
 * the program itself, through any of the methods that complete a future.
 *
 * @param <V> what the program waits for
 */
final class PendingReply<V> extends CompletableFuture<V> implements Awaiting {

    private static final Log LOG = Log.of(Requester.class);

    /** What all requests of a requester have in common. */
    record Terms(ReplyDesk desk, RequesterCounters counters, Tracing tracing, @Nullable Executor executor) {}

    /** Gives a reply its typed form. */
    @FunctionalInterface
    interface Reader {
        Incoming<?> read(Message reply);
    }

    private final Terms terms;
    private final String correlation;
    private final Reader reader;
    private final Function<Incoming<?>, V> result;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable ReplyRoute route;
    private long deadlineMillis;

    PendingReply(Terms terms, String correlation, Reader reader, Function<Incoming<?>, V> result) {
        this.terms = terms;
        this.correlation = correlation;
        this.reader = reader;
        this.result = result;
    }

    /** Before it comes into the desk. */
    void waitAt(ReplyRoute origin, long untilMillis) {
        route = origin;
        deadlineMillis = untilMillis;
    }

    String correlation() {
        return correlation;
    }

    @SuppressWarnings("ReferenceEquality") // each requester has terms of its own
    boolean isOf(Terms whose) {
        return terms == whose;
    }

    @Override
    public @Nullable ReplyRoute route() {
        return route;
    }

    @Override
    public long deadlineMillis() {
        return deadlineMillis;
    }

    @Override
    public void onReply(Message reply) {
        if (!take()) {
            terms.desk().countLate();
            return;
        }
        Incoming<?> answer;
        V value;
        try {
            answer = reader.read(reply);
            value = result.apply(answer);
        } catch (RuntimeException | Error e) {
            terms.counters().failed();
            where(() -> super.completeExceptionally(e));
            return;
        }
        terms.counters().answered();
        where(() -> answer(answer, value));
    }

    private void answer(Incoming<?> answer, V value) {
        Tracing.Work work = terms.tracing().handling(answer);
        try {
            super.complete(value);
        } finally {
            work.close();
        }
    }

    @Override
    public void onTimeout() {
        if (take()) {
            terms.counters().timedOut();
            where(() -> super.completeExceptionally(
                    new ProviderException(ErrorCode.TIMEOUT, "No reply has come in time to request " + correlation)));
        }
    }

    @Override
    public void onLost(ProviderException why) {
        fail(why);
    }

    /** It was not sent, or nothing can come. */
    void fail(RuntimeException why) {
        if (take()) {
            terms.counters().failed();
            where(() -> super.completeExceptionally(why));
        }
    }

    /** Who waits is not left alone because an executor takes no more work. */
    private void where(Runnable completion) {
        Executor executor = terms.executor();
        if (executor == null) {
            completion.run();
            return;
        }
        try {
            executor.execute(completion);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The executor for replies refuses; a future completes without it", e);
            completion.run();
        }
    }

    /** True once, for whoever ends it; it may not be in the desk yet, or come there in spite of that. */
    private boolean take() {
        boolean first = over.compareAndSet(false, true);
        terms.desk().remove(correlation);
        return first;
    }

    // --- ended by the program -----------------------------------------------------------------------------------

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        endedByProgram();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean complete(V value) {
        endedByProgram();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        endedByProgram();
        return super.completeExceptionally(failure);
    }

    private void endedByProgram() {
        if (take()) {
            terms.counters().cancelled();
        }
    }

    /** Stages that hang on it are no entries of the desk. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
