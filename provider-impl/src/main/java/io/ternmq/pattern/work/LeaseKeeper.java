// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.work;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.work.WorkItem;
import io.ternmq.common.Log;
import io.ternmq.common.TimeSource;
import io.ternmq.pattern.Toolbox;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Extends a lease while work goes on: at half of its time, and again. The timer only wakes; the broker is asked by a
 * thread that no handler can occupy. Any thread.
 */
final class LeaseKeeper implements AutoCloseable {

    private static final Log LOG = Log.of(LeaseKeeper.class);

    private final Toolbox tools;
    private final WorkItem<?> item;
    private final Duration lease;
    private TimeSource.@Nullable Alarm alarm;
    private boolean closed;

    LeaseKeeper(Toolbox tools, WorkItem<?> item, Duration lease) {
        this.tools = tools;
        this.item = item;
        this.lease = lease;
    }

    /** Begins to look after it. */
    void begin() {
        plan();
    }

    private synchronized void plan() {
        if (!closed) {
            TimeSource time = tools.time();
            alarm = time.schedule(time.millis() + Math.max(1, lease.toMillis() / 2), this::extendSoon);
        }
    }

    private void extendSoon() {
        tools.workers().aside(this::extend);
    }

    private void extend() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        try {
            item.extend(lease);
            plan();
        } catch (ProviderException e) {
            if (e.code() == ErrorCode.LEASE_LOST) {
                LOG.log(System.Logger.Level.DEBUG, () -> "A lease was lost while work went on: " + e.getMessage());
            } else {
                plan(); // the connection may come back in time
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (alarm != null) {
            alarm.cancel();
        }
    }
}
