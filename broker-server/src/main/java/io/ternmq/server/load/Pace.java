// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.load;

import java.time.Duration;

/**
 * How fast and how long messages are sent.
 *
 * @param count     how many, over all producers; the load ends there or when its time is over
 * @param duration  how long at most
 * @param perSecond how many a second, over all producers; 0 for as many as go
 */
public record Pace(long count, Duration duration, double perSecond) {

    /** Checks the numbers. */
    public Pace {
        if (count < 1 || duration.isNegative() || duration.isZero() || !(perSecond >= 0)) {
            throw new IllegalArgumentException("Count and duration must be positive, and a rate not negative");
        }
    }

    /** When the message of this number is due, counted from the beginning; 0 without a rate. */
    long dueNanos(long number) {
        return perSecond == 0 ? 0 : (long) (number / perSecond * 1e9);
    }
}
