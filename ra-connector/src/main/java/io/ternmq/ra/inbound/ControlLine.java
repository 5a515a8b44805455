// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Alarms;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does what opens, stops and closes connections, one step after the other, on a thread of the server; none is held
 * while there is nothing to do. Any thread may post.
 */
final class ControlLine {

    private static final System.Logger LOG = System.getLogger(ControlLine.class.getName());
    private static final long REFUSED_MILLIS = 500;
    /** Who waits for a step looks so often whether it is left to them. */
    private static final long LOOK_MILLIS = 50;

    private final WorkManager workManager;
    private final Alarms alarms;
    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger();
    /** The server took no work, and the steps wait for an alarm. */
    private final AtomicBoolean stranded = new AtomicBoolean();

    ControlLine(WorkManager workManager, Alarms alarms) {
        this.workManager = workManager;
        this.alarms = alarms;
    }

    /** Has a step done after those before it. */
    void post(Runnable step) {
        steps.add(step);
        if (left.getAndIncrement() == 0) {
            submit();
        }
    }

    /**
     * Has a step done and waits for its end, for a while; false when it was not done by then. On this thread when the
     * server, which may be about to stop, takes no work.
     */
    boolean await(Runnable step, long millis) {
        CountDownLatch done = new CountDownLatch(1);
        post(() -> {
            try {
                step.run();
            } finally {
                done.countDown();
            }
        });
        try {
            boolean isDone = false;
            for (long waited = 0; !isDone && waited < millis; waited += LOOK_MILLIS) {
                if (stranded.compareAndSet(true, false)) {
                    drain();
                }
                isDone = done.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return isDone;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does something beside the steps; on this thread when the server takes no work. */
    void aside(Runnable task) {
        if (!trySubmit(task)) {
            task.run();
        }
    }

    private void submit() {
        if (!trySubmit(this::drain)) {
            stranded.set(true);
            alarms.after(REFUSED_MILLIS, this::submitAgain);
        }
    }

    private void submitAgain() {
        if (stranded.compareAndSet(true, false)) {
            submit();
        }
    }

    private boolean trySubmit(Runnable task) {
        try {
            workManager.scheduleWork(work(task));
            return true;
        } catch (WorkException | RuntimeException e) { // servers that stop refuse in words of their own
            LOG.log(Level.DEBUG, "The work manager takes no work: " + e.getMessage());
            return false;
        }
    }

    private void drain() {
        do {
            Runnable step = steps.poll();
            try {
                if (step != null) {
                    step.run();
                }
            } catch (RuntimeException | Error e) { // whatever it was, the steps after it are to be done
                LOG.log(Level.WARNING, "A step of an endpoint failed.", e);
            }
        } while (left.decrementAndGet() > 0);
    }

    private static Work work(Runnable task) {
        return new Work() {
            @Override
            public void run() {
                task.run();
            }

            @Override
            public void release() {
                // every step ends by itself
            }
        };
    }
}
