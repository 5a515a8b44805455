// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Runs what it was given when the test says so, on the test's thread. */
public final class HandExecutor implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Runs everything, also what is added meanwhile. */
    public void runAll() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /** Runs the oldest task. */
    public void runOne() {
        tasks.remove().run();
    }

    /** True when there is something to run. */
    public boolean hasWork() {
        return !tasks.isEmpty();
    }
}
