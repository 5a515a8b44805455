// SPDX-License-Identifier: Apache-2.0
package io.ternmq.store.jdbc;

import io.ternmq.common.TimeSource;
import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees that an owner does not renew its lease, by a clock that never goes back: a lease that the database's clock
 * granted before it was put back would last for ever. Owner: the opener.
 */
final class LeaseWatch {

    private final TimeSource time;
    private long epoch = -1;
    private @Nullable Timestamp until;
    private long since;

    LeaseWatch(TimeSource time) {
        this.time = time;
    }

    /** Whether the lease has been as it is now for longer than a lease lasts; looked at again and again. */
    boolean isStale(long epochNow, Timestamp untilNow, long leaseMillis) {
        if (epochNow != epoch || !untilNow.equals(until)) {
            epoch = epochNow;
            until = untilNow;
            since = time.nanos();
            return false;
        }
        return time.nanos() - since > TimeUnit.MILLISECONDS.toNanos(leaseMillis);
    }
}
