// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Alarms;
import java.util.ArrayList;
import java.util.List;

/** Alarms that go off when the test says so. Any thread may call. */
final class HandAlarms implements Alarms {

    private record Alarm(long millis, Runnable task) {
    }

    private final List<Alarm> set = new ArrayList<>();

    @Override
    public synchronized Runnable after(long millis, Runnable task) {
        Alarm alarm = new Alarm(millis, task);
        set.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        set.remove(alarm);
    }

    /** Waits for an alarm that was set with a certain wait, and has it go off. */
    void ring(long millis) {
        Soon.until("an alarm is set after " + millis + " ms", () -> isSet(millis));
        taken(millis).task().run();
    }

    synchronized boolean isSet(long millis) {
        return set.stream().anyMatch(alarm -> alarm.millis() == millis);
    }

    synchronized int count() {
        return set.size();
    }

    private synchronized Alarm taken(long millis) {
        Alarm found = set.stream().filter(alarm -> alarm.millis() == millis).findFirst().orElseThrow();
        set.remove(found);
        return found;
    }
}
