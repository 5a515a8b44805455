// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.common.Environment;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which listeners run, shared by all brokers and clients of the Java virtual machine. They are
 * daemons, are made when needed and end when idle, so that nothing has to be shut down.
 */
final class SystemThreads {

    /** The machine's clock and threads. */
    static final Environment ENVIRONMENT = new Environment(new SystemTime(), pool());

    private static final long IDLE_SECONDS = 10;

    private SystemThreads() {}

    private static ThreadPoolExecutor pool() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, "ternmq-" + count.incrementAndGet()));
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
