// SPDX-License-Identifier: Apache-2.0
package io.ternmq.tck.store.jdbc;

import io.ternmq.common.TimeSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock on which waiting takes no time: whoever waits is at once where it wanted to be. */
final class HastyClock implements TimeSource {

    private final AtomicLong nanos = new AtomicLong();

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void park(Object blocker, long duration) {
        nanos.addAndGet(duration);
    }

    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        throw new UnsupportedOperationException("Nobody schedules anything here");
    }

    void advanceMillis(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
