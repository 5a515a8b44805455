// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.pipeline;

import io.ternmq.common.TimeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A clock that a test moves. A pause between attempts moves it by itself. */
final class HandTime implements TimeSource {

    private record Entry(long at, Runnable task) {}

    private final List<Entry> alarms = new ArrayList<>();
    private long now;

    void advance(long millis) {
        synchronized (this) {
            now += TimeUnit.MILLISECONDS.toNanos(millis);
        }
        for (Entry due : takeDue()) {
            due.task().run();
        }
    }

    private synchronized List<Entry> takeDue() {
        List<Entry> due = alarms.stream()
                .filter(entry -> entry.at() <= millis())
                .sorted(Comparator.comparingLong(Entry::at))
                .toList();
        alarms.removeAll(due);
        return due;
    }

    @Override
    public synchronized long millis() {
        return TimeUnit.NANOSECONDS.toMillis(now);
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public void park(Object blocker, long nanos) {
        synchronized (this) {
            now += nanos;
        }
        LockSupport.parkNanos(blocker, 1);
    }

    @Override
    public synchronized Alarm schedule(long atMillis, Runnable task) {
        Entry entry = new Entry(atMillis, task);
        alarms.add(entry);
        return () -> cancel(entry);
    }

    private synchronized void cancel(Entry entry) {
        alarms.remove(entry);
    }
}
