// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.http;

import io.ternmq.api.ErrorCode;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that answer requests, with bounded lines in front of them. Health and metrics have threads of their own,
 * so that a purge of everything keeps nobody from seeing how the broker is. Any thread may call.
 */
final class Staff implements AutoCloseable {

    private static final int CLERKS = 4;
    private static final int CLERKS_LINE = 64;
    private static final int WATCHERS = 2;
    private static final int WATCHERS_LINE = 16;
    private static final long IDLE_SECONDS = 10;
    private static final long STOP_SECONDS = 5;

    private final ThreadPoolExecutor clerks = pool("ternmq-http", CLERKS, CLERKS_LINE);
    private final ThreadPoolExecutor watchers = pool("ternmq-watch", WATCHERS, WATCHERS_LINE);

    private static ThreadPoolExecutor pool(String name, int threads, int line) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(line), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Who answers; refuses by {@code RejectedExecutionException} when the line is full. */
    Executor forAsk(Ask ask) {
        return Router.isWatching(ask) ? watchers : clerks;
    }

    /** Runs something of the house, unless everybody is busy. */
    void tryRun(Runnable task) {
        if (watchers.getQueue().remainingCapacity() > 1) {
            watchers.execute(task);
        }
    }

    static Refusal busy() {
        return new Refusal(Refusal.UNAVAILABLE, ErrorCode.RESOURCE_LIMIT,
                "Too many requests are being answered; try again", "Retry-After", "1");
    }

    /** Waits a little for what is being answered. */
    @Override
    public void close() {
        clerks.shutdown();
        watchers.shutdown();
        try {
            boolean isDone = clerks.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)
                    && watchers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            if (isDone) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clerks.shutdownNow();
        watchers.shutdownNow();
    }
}
