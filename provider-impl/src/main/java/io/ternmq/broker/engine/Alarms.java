// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.schedule.Schedule;
import io.ternmq.common.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a tick is posted when something is due. An alarm that turns out to be too early is left to ring,
 * since most messages are consumed long before their time-to-live ends. Owned by the shard.
 */
final class Alarms {

    private final TimeSource time;
    private final Runnable ring;
    private TimeSource.@Nullable Alarm pending;
    private long pendingMillis = Schedule.NEVER;

    Alarms(TimeSource time, Runnable ring) {
        this.time = time;
        this.ring = ring;
    }

    void set(long dueMillis) {
        if (pendingMillis <= time.millis()) {
            pendingMillis = Schedule.NEVER;
        }
        if (dueMillis >= pendingMillis) {
            return;
        }
        cancel();
        pendingMillis = dueMillis;
        pending = time.schedule(dueMillis, ring);
    }

    void cancel() {
        if (pending != null) {
            pending.cancel();
        }
        pending = null;
        pendingMillis = Schedule.NEVER;
    }
}
