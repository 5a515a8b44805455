// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.common.TimeSource;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** A clock that stands until somebody waits for it: waiting moves it on. One thread. */
final class ScriptedTime implements TimeSource {

    private final PriorityQueue<Due> alarms = new PriorityQueue<>();
    private long nanos = TimeUnit.DAYS.toNanos(1);

    private record Due(long atMillis, Runnable task) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void park(Object blocker, long forNanos) {
        pass(forNanos);
    }

    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        Due due = new Due(atMillis, task);
        alarms.add(due);
        return () -> alarms.remove(due);
    }

    int alarms() {
        return alarms.size();
    }

    void pass(long forNanos) {
        nanos += forNanos;
        Due due = alarms.peek();
        while (due != null && due.atMillis() <= millis()) {
            alarms.remove(due);
            due.task().run();
            due = alarms.peek();
        }
    }
}
