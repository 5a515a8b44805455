// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Waits until all that came out of an item has arrived. It is held by everybody who has a part of it in hand; the last
 * one to let go completes it. A group's root stands for those of its items. Any thread.
 */
final class Root extends AtomicInteger {

    private static final long serialVersionUID = 1L;
    private static final CompletionStage<@Nullable Void> ARRIVED = CompletableFuture.completedStage(null);

    private final transient List<Root> parents;
    private transient @Nullable CompletableFuture<@Nullable Void> future;
    private transient @Nullable Throwable failure;
    private boolean isDone;

    /** Held once, by the caller. */
    Root(List<Root> parents) {
        super(1);
        this.parents = parents;
    }

    /** Somebody more has a part in hand. */
    void hold() {
        incrementAndGet();
    }

    /** Somebody has no part in hand any more. */
    void letGo() {
        if (decrementAndGet() == 0) {
            complete();
        }
    }

    /** A part will not arrive; the first reason counts. */
    synchronized void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    private void complete() {
        CompletableFuture<@Nullable Void> waiting;
        Throwable why;
        synchronized (this) {
            isDone = true;
            waiting = future;
            why = failure;
        }
        for (Root parent : parents) {
            if (why != null) {
                parent.fail(why);
            }
            parent.letGo();
        }
        if (waiting != null) {
            end(waiting, why);
        }
    }

    private static void end(CompletableFuture<@Nullable Void> future, @Nullable Throwable why) {
        if (why == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(why);
        }
    }

    /** Completes when all has arrived. */
    synchronized CompletionStage<@Nullable Void> future() {
        if (isDone && failure == null) {
            return ARRIVED;
        }
        CompletableFuture<@Nullable Void> waiting = future == null ? new CompletableFuture<>() : future;
        future = waiting;
        if (isDone) {
            end(waiting, failure);
        }
        return waiting;
    }
}
