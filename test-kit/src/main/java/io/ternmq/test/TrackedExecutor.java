// SPDX-License-Identifier: Apache-2.0
package io.ternmq.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks on daemon threads and knows which of them are not finished, so that a test can wait for listeners
 * instead of guessing how long they take. It also keeps what a task died of, which would otherwise end in the output
 * and be overlooked. Callable from any thread; needs no shutdown, because its threads end when idle.
 */
public final class TrackedExecutor implements Executor {

    private static final long IDLE_SECONDS = 1;
    private static final int FRAMES_SHOWN = 8;

    private final AtomicInteger unfinished = new AtomicInteger();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private final List<Throwable> deaths = new ArrayList<>();
    private final Signal idle = new Signal();
    private final ThreadPoolExecutor pool;

    /**
     * An executor without tasks.
     *
     * @param name begins the names of its threads
     */
    public TrackedExecutor(String name) {
        AtomicInteger count = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + '-' + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable task) {
        unfinished.incrementAndGet();
        try {
            pool.execute(() -> run(task));
        } catch (RuntimeException | Error e) {
            finish();
            throw e;
        }
    }

    private void run(Runnable task) {
        running.add(Thread.currentThread());
        try {
            task.run();
        } catch (Throwable e) {
            note(e);
        } finally {
            running.remove(Thread.currentThread());
            finish();
        }
    }

    private void finish() {
        if (unfinished.decrementAndGet() == 0) {
            idle.raise();
        }
    }

    private void note(Throwable death) {
        synchronized (deaths) {
            deaths.add(death);
        }
    }

    /**
     * Counts the tasks that were submitted and are not finished.
     *
     * @return how many tasks wait or run
     */
    public int unfinished() {
        return unfinished.get();
    }

    /**
     * Waits, at most ten seconds of real time, until no task waits or runs.
     *
     * @throws AssertionError when there is one after ten seconds; the message shows where it stands
     */
    public void awaitIdle() {
        if (!idle.await(() -> unfinished.get() == 0)) {
            throw new AssertionError("Not idle after " + Signal.PATIENCE.toSeconds() + " s: " + describe());
        }
    }

    /**
     * What tasks died of since the last call: exceptions and errors that nobody caught. The test extension fails a
     * test that leaves any behind; a test that expects one takes it.
     *
     * @return the failures in the order in which they happened
     */
    public List<Throwable> takeFailures() {
        synchronized (deaths) {
            List<Throwable> taken = List.copyOf(deaths);
            deaths.clear();
            return taken;
        }
    }

    /** The threads on which tasks run at present. */
    Set<Thread> running() {
        return Set.copyOf(running);
    }

    /** What is going on, for the message of a failure. */
    String describe() {
        StringBuilder text = new StringBuilder(64).append(unfinished()).append(" unfinished task(s)");
        for (Thread thread : running()) {
            text.append("\n  ").append(thread.getName()).append(" (").append(thread.getState()).append(')');
            StackTraceElement[] frames = thread.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, FRAMES_SHOWN); i++) {
                text.append("\n    at ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
