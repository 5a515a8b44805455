// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.common.TimeSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The machine's clock. Its one daemon thread exists only while something is scheduled. */
final class SystemTime implements TimeSource {

    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timer;

    SystemTime() {
        timer = new ScheduledThreadPoolExecutor(1, task -> SystemThreads.daemon(task, "ternmq-timer"));
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void park(Object blocker, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            LockSupport.park(blocker);
        } else {
            LockSupport.parkNanos(blocker, nanos);
        }
    }

    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        long delay = Math.max(0, atMillis - millis());
        ScheduledFuture<?> scheduled = timer.schedule(task, delay, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}
