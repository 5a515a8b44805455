// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.common.TimeSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that stands still until the one thread of a test moves it. */
public final class ManualTime implements TimeSource {

    /** The first moment of every test. */
    public static final long START = 1_000_000;

    private static final class Ringing {

        private final long atMillis;
        private final Runnable task;

        private Ringing(long atMillis, Runnable task) {
            this.atMillis = atMillis;
            this.task = task;
        }
    }

    private final List<Ringing> alarms = new ArrayList<>();
    private long now = START;

    @Override
    public long millis() {
        return now;
    }

    @Override
    public long nanos() {
        return now * 1_000_000;
    }

    @Override
    public void park(Object blocker, long nanos) {
        throw new AssertionError("The core must not block");
    }

    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        Ringing alarm = new Ringing(atMillis, task);
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    /** Moves on without ringing anything: a clock whose timer is late. */
    public void skip(long millis) {
        now += millis;
    }

    /** Rings what is due now; returns whether there was something. */
    public boolean ring() {
        for (Ringing alarm : alarms) {
            if (alarm.atMillis <= now) {
                alarms.remove(alarm);
                alarm.task.run();
                return true;
            }
        }
        return false;
    }

    /** Rings the next alarm although the clock has just been set back, so that nothing is due yet. */
    public void ringWithTheClockSetBack(long millis) {
        Ringing alarm = alarms.remove(0);
        now -= millis;
        alarm.task.run();
    }

    /** Moves on, and rings each alarm at its moment. */
    public void advance(long millis) {
        long end = now + millis;
        while (nextAlarm() <= end) {
            now = Math.max(now, nextAlarm());
            ring();
        }
        now = end;
    }

    /** The next alarm, or {@link Long#MAX_VALUE}. */
    public long nextAlarm() {
        return alarms.stream().mapToLong(alarm -> alarm.atMillis).min().orElse(Long.MAX_VALUE);
    }

    /** Forgets all alarms, as a process does that ends. */
    public void forgetAlarms() {
        alarms.clear();
    }
}
