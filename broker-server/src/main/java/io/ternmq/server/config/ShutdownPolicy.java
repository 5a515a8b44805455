// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

/**
 * How the process ends.
 *
 * @param drainMillis how long clients that are in the middle of something may go on after the process was told to stop,
 *                    in milliseconds; 0 or more; default 10,000
 */
public record ShutdownPolicy(long drainMillis) {

    /** Ten seconds. */
    public static final ShutdownPolicy DEFAULT = new ShutdownPolicy(10_000);

    /** Checks the range. */
    public ShutdownPolicy {
        if (drainMillis < 0) {
            throw new IllegalArgumentException("drainMillis must be 0 or more, but is " + drainMillis);
        }
    }
}
