// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.client.WaitingRoom;
import io.ternmq.common.Log;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous sends of one session in the order in which they were made. Owner: the session's turn, which passes the
 * answers on one by one; any thread may add, and wait until none is left.
 */
final class Completions {

    private static final Log LOG = Log.of(Completions.class);

    private final Executor executor;
    private final WaitingRoom waiting;
    private final Queue<PendingSend> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile @Nullable Thread caller;
    private volatile @Nullable PendingSend running;

    Completions(Executor executor, WaitingRoom waiting) {
        this.executor = executor;
        this.waiting = waiting;
    }

    void add(PendingSend send) {
        outstanding.incrementAndGet();
        queue.add(send);
    }

    /** True when the answer that is next in order is there. */
    boolean isReady() {
        PendingSend first = queue.peek();
        return first != null && first.isAnswered();
    }

    /** Passes on what is next in order, if its answer is there. By the turn. */
    boolean completeOne() {
        if (!isReady()) {
            return false;
        }
        complete(queue.remove());
        return true;
    }

    /** True on the thread that runs a callback. */
    boolean isCurrentThread() {
        return caller == Thread.currentThread();
    }

    /** True on the thread that runs a callback for a send of this producer. */
    boolean isCurrentThreadFor(Object producer) {
        PendingSend send = running;
        return isCurrentThread() && send != null && send.isFrom(producer);
    }

    /** Waits until every callback has returned. Not by a callback, and not by the turn. */
    void awaitNone() {
        waiting.await(() -> outstanding.get() == 0);
    }

    /**
     * Waits until every callback has returned, by the turn itself, which stands inside a listener: the callbacks run on
     * another thread meanwhile, since no callback may run on a thread that sends.
     */
    void awaitNoneInsideTurn() {
        int left = outstanding.get();
        while (left > 0) {
            int now = left;
            waiting.await(this::isReady);
            PendingSend next = queue.remove();
            executor.execute(() -> complete(next));
            waiting.await(() -> outstanding.get() < now);
            left = outstanding.get();
        }
    }

    /** Some answer has come. */
    void onAnswer() {
        waiting.wake();
    }

    private void complete(PendingSend send) {
        caller = Thread.currentThread();
        running = send;
        try {
            send.complete();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "A completion listener failed; it should not throw.", e);
        } finally {
            caller = null;
            running = null;
            outstanding.decrementAndGet();
            waiting.wake();
        }
    }
}
