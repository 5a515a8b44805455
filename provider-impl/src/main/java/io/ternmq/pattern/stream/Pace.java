// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.stream;

import io.ternmq.common.TimeSource;
import java.util.concurrent.TimeUnit;

/** Keeps a distance between events. Owner: one thread at a time. */
final class Pace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TimeSource time;
    private final long distance;
    private long due;

    Pace(TimeSource time, int eventsPerSecond) {
        this.time = time;
        this.distance = eventsPerSecond == 0 ? 0 : SECOND / eventsPerSecond;
        this.due = time.nanos();
    }

    /**
     * Waits for the next event's turn.
     *
     * @param nanos longest wait
     * @return false when its turn has not come by then
     */
    boolean await(long nanos) {
        long begin = time.nanos();
        while (distance > 0 && due - time.nanos() > 0) {
            long left = nanos - (time.nanos() - begin);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            time.park(this, Math.min(left, due - time.nanos()));
        }
        return true;
    }

    void taken() {
        due = Math.max(due, time.nanos() - SECOND) + distance;
    }
}
