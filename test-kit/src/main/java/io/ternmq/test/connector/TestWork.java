// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test.connector;

import io.ternmq.test.TrackedExecutor;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkCompletedException;
import jakarta.resource.spi.work.WorkContextErrorCodes;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on threads of its own, as many as are asked for, and counts it. Imports no transactions and supports no
 * context: work that comes with one is refused. Any thread may call.
 */
public final class TestWork implements WorkManager {

    private final TrackedExecutor threads = new TrackedExecutor("test-server");
    private final Set<Work> running = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile boolean refusing;

    TestWork() {}

    @Override
    public void doWork(Work work) throws WorkException {
        doWork(work, INDEFINITE, null, null);
    }

    @Override
    public void doWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
            throws WorkException {
        Job job = submit(new Job(work, listener, true), context);
        await(job.done);
        Throwable failure = job.failure;
        if (failure != null) {
            throw new WorkCompletedException("the work failed: " + failure, failure);
        }
    }

    @Override
    public long startWork(Work work) throws WorkException {
        return startWork(work, INDEFINITE, null, null);
    }

    @Override
    public long startWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
            throws WorkException {
        Job job = submit(new Job(work, listener, false), context);
        await(job.started);
        return UNKNOWN;
    }

    @Override
    public void scheduleWork(Work work) throws WorkException {
        scheduleWork(work, INDEFINITE, null, null);
    }

    @Override
    public void scheduleWork(
            Work work, long startTimeout, @Nullable ExecutionContext context, @Nullable WorkListener listener)
            throws WorkException {
        submit(new Job(work, listener, false), context);
    }

    /** Work that was taken on since the beginning. */
    public int accepted() {
        return accepted.get();
    }

    /** Work that ended, however it did. */
    public int completed() {
        return completed.get();
    }

    /** Work that runs now. */
    public int running() {
        return running.size();
    }

    /** The largest number of works that ran at one moment. */
    public int mostAtOnce() {
        return most.get();
    }

    /**
     * Waits, at most ten seconds of real time, until no work waits or runs.
     *
     * @throws AssertionError when there is some after ten seconds; the message shows where it stands
     */
    public void awaitIdle() {
        threads.awaitIdle();
    }

    /** What work died of since the last call, as far as neither a listener nor a waiting caller was told. */
    public List<Throwable> takeFailures() {
        return threads.takeFailures();
    }

    /**
     * Refuses work from now on, or no longer, as a server without threads does.
     *
     * @param refuses whether it does
     */
    public void refuse(boolean refuses) {
        this.refusing = refuses;
    }

    /** Asks the running work to end, as a server does that stops. */
    void releaseAll() {
        refusing = true;
        running.forEach(Work::release);
    }

    private Job submit(Job job, @Nullable ExecutionContext context) throws WorkException {
        String refusal = refusal(job.work, context);
        if (refusal != null) {
            throw rejected(job, refusal);
        }
        job.tell(WorkEvent.WORK_ACCEPTED, null);
        if (hasContexts(job.work)) {
            WorkCompletedException failure = new WorkCompletedException(
                    "this server supports no context of work", WorkContextErrorCodes.UNSUPPORTED_CONTEXT_TYPE);
            job.tell(WorkEvent.WORK_COMPLETED, failure);
            throw failure;
        }
        accepted.incrementAndGet();
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            throw rejected(job, "this server has no threads left");
        }
        return job;
    }

    private @Nullable String refusal(Work work, @Nullable ExecutionContext context) {
        if (refusing) {
            return "this server takes no work now";
        }
        if (context == null) {
            return null;
        }
        if (work instanceof WorkContextProvider) {
            return "work that brings its contexts along is submitted without another";
        }
        return context.getXid() == null ? null : "this server imports no transactions";
    }

    private static boolean hasContexts(Work work) {
        return work instanceof WorkContextProvider provider
                && !provider.getWorkContexts().isEmpty();
    }

    private static WorkRejectedException rejected(Job job, String why) {
        WorkRejectedException refusal = new WorkRejectedException(why);
        job.tell(WorkEvent.WORK_REJECTED, refusal);
        return refusal;
    }

    private static void await(CountDownLatch latch) throws WorkException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new WorkException("the work has not come so far within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkException("interrupted while it waited for work", e);
        }
    }

    private final class Job implements Runnable {

        final Work work;
        final @Nullable WorkListener listener;
        final CountDownLatch started = new CountDownLatch(1);
        final CountDownLatch done = new CountDownLatch(1);
        volatile @Nullable Throwable failure;

        /** Whether somebody waits for its end, and is told how it was. */
        final boolean awaited;

        Job(Work work, @Nullable WorkListener listener, boolean awaited) {
            this.work = work;
            this.listener = listener;
            this.awaited = awaited;
        }

        @Override
        public void run() {
            running.add(work);
            most.accumulateAndGet(running.size(), Math::max);
            started.countDown();
            tell(WorkEvent.WORK_STARTED, null);
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                failure = e;
                if (listener == null && !awaited) {
                    throw e;
                }
            } finally {
                running.remove(work);
                completed.incrementAndGet();
                Throwable cause = failure;
                tell(WorkEvent.WORK_COMPLETED, cause == null ? null : new WorkCompletedException(cause));
                done.countDown();
            }
        }

        void tell(int type, @Nullable WorkException problem) {
            WorkListener told = listener;
            if (told == null) {
                return;
            }
            WorkEvent event = new WorkEvent(TestWork.this, type, work, problem);
            switch (type) {
                case WorkEvent.WORK_ACCEPTED -> told.workAccepted(event);
                case WorkEvent.WORK_REJECTED -> told.workRejected(event);
                case WorkEvent.WORK_STARTED -> told.workStarted(event);
                default -> told.workCompleted(event);
            }
        }
    }
}
