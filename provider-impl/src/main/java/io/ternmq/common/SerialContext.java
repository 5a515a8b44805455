// SPDX-License-Identifier: Apache-2.0
package io.ternmq.common;

import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A serialised execution context that owns no thread: tasks run one after the other, in the order in which they were
 * posted, on the threads of those who post. Whoever finds nobody draining drains; everybody else only leaves the
 * task behind and goes on.
 *
 * <p>Owner: the thread that drains; {@link #isCurrentThread()} tells. What one turn did happens-before the next, on
 * whatever thread that runs. A task may post to its own context: it is queued, never run inside the running one.
 *
 * <p>A caller is not captured by the work of others. It leaves after {@value #CALLER_TURNS} turns, or as soon as
 * all that waited when it came is done and more than {@value #LONG_TURNS} turns' worth has come since; the remainder
 * goes to the overflow executor, one drain at a time. (Waking a thread costs about as much as a turn, so a short rest
 * is cheaper done than handed over.) If that executor refuses, or runs its tasks on the caller, the caller goes on: no
 * task stays behind.
 *
 * <p>A failure of a task, or of the beginning or the end of its turn, is reported and the turn goes on. If the report
 * itself fails, the thread's handler of uncaught exceptions gets it.
 *
 * <pre>
 *   IDLE  -- enter ------> BUSY    by the one thread that wins the exchange
 *   OWED  -- enter ------> BUSY
 *   BUSY  -- leave ------> IDLE    when the queue was empty, or the rest was handed to the executor
 *   BUSY  -- leave ------> OWED    when tasks wait behind a place whose poster has not filled it yet;
 *                                  that poster, lazy or not, must enter
 * </pre>
 *
 * <p>No wake-up is lost, because both sides announce before they look: a poster fills its place and then reads the
 * state, a leaver writes the state and then looks at the queue again, each with a full fence between.
 *
 * @param <T> the task's type
 */
public final class SerialContext<T> {

    /**
     * The work: {@code begin}, then {@code handle} once or more, then {@code end}; never two at the same time.
     *
     * @param <T> the task's type
     */
    public interface Turn<T> {

        /** Called before the first task of a turn. */
        void begin();

        /**
         * Does one task.
         *
         * @param task the task
         */
        void handle(T task);

        /** Called after the last task of a turn, also when one of them failed. */
        void end();

        /**
         * Called by a thread that has drained, after it has left: outside of the turns, while another thread may be in
         * the next one. The place for work that follows from the turns and must not hold up others.
         */
        default void left() {
            // Nothing follows.
        }
    }

    private static final int CALLER_TURNS = 16;
    private static final int LONG_TURNS = 4;
    private static final int OVERFLOW_TURNS = 64;
    private static final int ATTEMPTS_WHEN_FULL = 8;

    private static final int IDLE = 0;
    private static final int BUSY = 1;
    private static final int OWED = 2;

    private final CommandQueue<T> queue;
    private final int maxTurn;
    private final int lazyLimit;
    private final int longQueue;
    private final Turn<T> turn;
    private final Executor overflow;
    private final Consumer<? super Throwable> failure;
    private final LongAdder refusals = new LongAdder();
    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private final AtomicBoolean handedOver = new AtomicBoolean();

    /**
     * Creates an idle context.
     *
     * @param capacity how many tasks may wait: a power of two, at least 2
     * @param maxTurn  how many tasks one turn takes at most, at least 1
     * @param turn     the work
     * @param overflow drains what a caller leaves behind; it runs what it is given, or refuses with a
     *                 {@link RejectedExecutionException}
     * @param failure  receives what tasks throw, on the thread that drains
     */
    public SerialContext(int capacity, int maxTurn, Turn<T> turn, Executor overflow,
            Consumer<? super Throwable> failure) {
        if (maxTurn < 1) {
            throw new IllegalArgumentException("A turn takes at least 1 task, not " + maxTurn);
        }
        this.queue = new CommandQueue<>(capacity);
        this.maxTurn = maxTurn;
        this.lazyLimit = Math.min(capacity / 4, maxTurn);
        this.longQueue = (int) Math.min((long) LONG_TURNS * maxTurn, capacity);
        this.turn = Objects.requireNonNull(turn, "turn");
        this.overflow = Objects.requireNonNull(overflow, "overflow");
        this.failure = Objects.requireNonNull(failure, "failure");
    }

    /**
     * Queues a task and sees to it that it is done soon: by this thread if nobody drains. Any thread may call; from
     * inside a turn the task is only queued. A caller that finds the queue full drains first, if nobody does.
     *
     * @param task the task
     * @return false when the queue was full: the task is not queued, and the refusal is counted
     */
    public boolean post(T task) {
        if (!enqueue(task)) {
            return false;
        }
        if (!isCurrentThread()) {
            drainAsCaller();
        }
        return true;
    }

    /**
     * Queues a task that is not urgent. It is done with the next post or flush by anyone, or by this thread when
     * more lazy tasks wait than fit into one turn or into a quarter of the queue.
     *
     * @param task the task
     * @return false when the queue was full: the task is not queued, and the refusal is counted
     */
    public boolean postLazily(T task) {
        if (!enqueue(task)) {
            return false;
        }
        if (!isCurrentThread()) {
            VarHandle.fullFence();
            if (state.get() == OWED || queue.size() > lazyLimit) {
                drainAsCaller();
            }
        }
        return true;
    }

    /** Drains on this thread, if something waits and nobody drains. Any thread may call. */
    public void flush() {
        if (!queue.isEmpty() && !isCurrentThread()) {
            drainAsCaller();
        }
    }

    /**
     * Counts the posts that found the queue full.
     *
     * @return how many tasks were refused so far
     */
    public long refused() {
        return refusals.sum();
    }

    /**
     * Counts the tasks that wait; an estimate while others post or drain.
     *
     * @return how many tasks are queued
     */
    public int waiting() {
        return queue.size();
    }

    /**
     * Tells whether nothing waits and nobody is inside a turn, at one moment. Any thread may call.
     *
     * @return true when everything that was posted before has been done
     */
    public boolean isIdle() {
        return queue.isEmpty() && state.get() == IDLE;
    }

    /**
     * Tells whether the calling thread is the one that drains, which means that it stands inside a turn.
     *
     * @return true inside {@code begin}, {@code handle}, {@code end} and the report of a failure
     */
    public boolean isCurrentThread() {
        return owner.getOpaque() == Thread.currentThread();
    }

    private boolean enqueue(T task) {
        for (int attempt = 0; attempt < ATTEMPTS_WHEN_FULL; attempt++) {
            if (queue.offer(task)) {
                return true;
            }
            if (state.get() == BUSY) {
                break;
            }
            drainAsCaller();
        }
        refusals.increment();
        return false;
    }

    private void drainAsCaller() {
        drain(CALLER_TURNS, queue.claimed());
    }

    /**
     * Drains if nobody does, and again as long as there is work that nobody else will see.
     *
     * @param turns how many turns are taken at most
     * @param own   how many tasks, of all that were ever queued, the caller answers for
     */
    private void drain(int turns, long own) {
        boolean goOn = true;
        boolean entered = false;
        while (goOn && enter()) {
            entered = true;
            boolean workLeft = true;
            try {
                workLeft = takeTurns(turns, own);
            } finally {
                goOn = leave(workLeft);
            }
            if (workLeft) {
                goOn = !handOver();
            }
        }
        if (entered) {
            afterwards();
        }
    }

    private void afterwards() {
        try {
            turn.left();
        } catch (Throwable e) {
            report(e);
        }
    }

    private boolean enter() {
        while (true) {
            int seen = state.get();
            if (seen == BUSY) {
                VarHandle.fullFence();
                if (state.get() == BUSY) {
                    return false;
                }
            } else if (state.compareAndSet(seen, BUSY)) {
                owner.setOpaque(Thread.currentThread());
                return true;
            }
        }
    }

    /** Gives the role of the drainer back; true when tasks have become visible that nobody else will see. */
    private boolean leave(boolean workLeft) {
        int next = workLeft || queue.isEmpty() ? IDLE : OWED;
        owner.setOpaque(null);
        state.setRelease(next);
        VarHandle.fullFence();
        return next == IDLE ? !queue.isEmpty() : queue.isReady();
    }

    /** Takes turns until nothing is ready, or the caller has done its share; true when ready tasks are left. */
    private boolean takeTurns(int turns, long own) {
        int left = turns;
        while (takeTurn()) {
            left--;
            boolean enough = left <= 0 || (queue.taken() >= own && queue.size() > longQueue);
            if (enough && queue.isReady()) {
                return true;
            }
        }
        return false;
    }

    private boolean takeTurn() {
        T task = queue.poll();
        if (task == null) {
            return false;
        }
        begin();
        int left = maxTurn;
        while (task != null) {
            handle(task);
            left--;
            task = left > 0 ? queue.poll() : null;
        }
        end();
        return true;
    }

    private void begin() {
        try {
            turn.begin();
        } catch (Throwable e) {
            report(e);
        }
    }

    private void handle(T task) {
        try {
            turn.handle(task);
        } catch (Throwable e) {
            report(e);
        }
    }

    private void end() {
        try {
            turn.end();
        } catch (Throwable e) {
            report(e);
        }
    }

    private void report(Throwable thrown) {
        try {
            failure.accept(thrown);
        } catch (Throwable e) {
            if (e != thrown) {
                e.addSuppressed(thrown);
            }
            reportToThread(e);
        }
    }

    private static void reportToThread(Throwable thrown) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }

    /** Gives the rest to the executor, after the role was given back; false when the caller has to go on. */
    private boolean handOver() {
        if (!handedOver.compareAndSet(false, true)) {
            return true;
        }
        Rest rest = new Rest(Thread.currentThread());
        try {
            overflow.execute(rest);
            return rest.hasLeftTheCaller();
        } catch (RejectedExecutionException e) {
            handedOver.set(false);
            return false;
        } catch (RuntimeException | Error e) {
            handedOver.set(false);
            reportToThread(e);
            return false;
        }
    }

    /** What a caller left behind. Run by the executor, or noticed to run inside {@code execute}, on the caller. */
    private final class Rest implements Runnable {

        private final Thread caller;
        private boolean executeReturned;
        private boolean ranInside;

        Rest(Thread caller) {
            this.caller = caller;
        }

        @Override
        public void run() {
            handedOver.set(false);
            if (Thread.currentThread() == caller && !executeReturned) {
                ranInside = true;
            } else {
                drain(OVERFLOW_TURNS, Long.MAX_VALUE);
            }
        }

        boolean hasLeftTheCaller() {
            executeReturned = true;
            return !ranInside;
        }
    }
}
