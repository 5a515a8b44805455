// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.work.WorkHandler;
import io.ternmq.api.pattern.work.WorkItem;
import io.ternmq.api.pattern.work.Worker;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Toolbox;
import io.ternmq.pattern.Tracing;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a queue and has the messages worked on. Each of its lanes takes one message, works, and asks for another
 * turn, so that lanes share the threads that there are. Any thread.
 */
final class LeaseWorker<T> implements Worker {

    private static final Log LOG = Log.of(LeaseWorker.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 500;

    private final Toolbox tools;
    private final LeasedQueue<T> queue;
    private final Duration lease;
    private final WorkHandler<T> handler;
    private final List<CompletableFuture<Void>> lanes = new ArrayList<>();
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile boolean closed;

    LeaseWorker(Toolbox tools, LeasedQueue<T> queue, Duration lease, WorkHandler<T> handler) {
        this.tools = tools;
        this.queue = queue;
        this.lease = lease;
        this.handler = handler;
    }

    synchronized void begin(int concurrency) {
        for (int i = 0; i < concurrency; i++) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            lanes.add(end);
            tools.workers().run(() -> turn(end));
        }
    }

    private void turn(CompletableFuture<Void> end) {
        try {
            if (!closed) {
                queue.take(1, POLL).forEach(this::work);
            }
            next(end, 0);
        } catch (ProviderException e) {
            LOG.log(Level.DEBUG, () -> "A worker could not take: " + e.getMessage());
            next(end, RETRY_MILLIS);
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
            throw e;
        }
    }

    private void next(CompletableFuture<Void> end, long pauseMillis) {
        if (closed) {
            end.complete(null);
        } else if (pauseMillis == 0) {
            tools.workers().run(() -> turn(end));
        } else {
            TimeSource time = tools.time();
            time.schedule(time.millis() + pauseMillis, () -> next(end, 0));
        }
    }

    private void work(WorkItem<T> item) {
        try (Tracing.Work span = tools.tracing().handling(item.message())) {
            Exception failure = handle(item);
            if (failure == null) {
                end(item, item::done);
                done.increment();
            } else {
                span.failed(failure);
                failed.increment();
                end(item, () -> item.giveBack(String.valueOf(failure), Duration.ZERO));
            }
        }
    }

    private @Nullable Exception handle(WorkItem<T> item) {
        try (LeaseKeeper keeper = new LeaseKeeper(tools, item, lease)) {
            keeper.begin();
            handler.handle(item);
            return null;
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "A handler failed; its message goes back", e);
            return e;
        } catch (Error e) { // would end the worker
            LOG.log(Level.ERROR, "A handler failed; its message goes back", e);
            return new ExecutionException(e);
        }
    }

    /** Ends the lease unless the handler has; when it was lost, the message comes again. */
    private void end(WorkItem<T> item, Runnable how) {
        if (item instanceof TypedItem<T> typed && typed.isEnded()) {
            return;
        }
        try {
            how.run();
        } catch (ProviderException e) {
            LOG.log(Level.WARNING, () -> "A message that was worked on comes again: " + e.getMessage());
        }
    }

    @Override
    public long done() {
        return done.sum();
    }

    @Override
    public long failed() {
        return failed.sum();
    }

    @Override
    public void close() {
        closed = true;
        queue.forget(this);
        CompletableFuture<Void> all;
        synchronized (this) {
            all = CompletableFuture.allOf(lanes.toArray(new CompletableFuture<?>[0]));
        }
        try {
            all.get(Math.max(1, tools.settings().closeLimit().toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.log(Level.WARNING, () -> "A handler is still at work; its message comes again unless it ends in time");
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "A worker had ended before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
