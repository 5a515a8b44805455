// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.ternmq.common.IoThread;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads that serve connections. They never wait for a disk: the executor does that. */
final class LoopThreads implements ThreadFactory {

    private final AtomicInteger count = new AtomicInteger();
    private final Executor blocking;

    LoopThreads(Executor blocking) {
        this.blocking = blocking;
    }

    @Override
    public Thread newThread(Runnable task) {
        return new LoopThread(task, "ternmq-io-" + count.incrementAndGet(), blocking);
    }

    private static final class LoopThread extends FastThreadLocalThread implements IoThread {

        private final Executor blocking;

        LoopThread(Runnable task, String name, Executor blocking) {
            super(task, name);
            this.blocking = blocking;
            setDaemon(true);
        }

        @Override
        public Executor forBlockingWork() {
            return blocking;
        }
    }
}
