// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.tcp;

import io.ternmq.common.TimeSource;

/**
 * The broker's clock as well as a client can know it: its own, put right when the two are further apart than a message
 * takes.
 */
final class BrokerTime implements TimeSource {

    private static final long TOLERATED_MILLIS = 2_000;

    private final TimeSource own;
    private final long ahead;

    private BrokerTime(TimeSource own, long ahead) {
        this.own = own;
        this.ahead = ahead;
    }

    /** The clock of a broker that has just said what time it is. */
    static TimeSource of(TimeSource own, long brokerMillis) {
        long ahead = brokerMillis - own.millis();
        return Math.abs(ahead) <= TOLERATED_MILLIS ? own : new BrokerTime(own, ahead);
    }

    @Override
    public long millis() {
        return own.millis() + ahead;
    }

    @Override
    public long nanos() {
        return own.nanos();
    }

    @Override
    public void park(Object blocker, long nanos) {
        own.park(blocker, nanos);
    }

    @Override
    public Alarm schedule(long atMillis, Runnable task) {
        return own.schedule(atMillis - ahead, task);
    }
}
