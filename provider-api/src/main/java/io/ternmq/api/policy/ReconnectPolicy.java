// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/**
 * What a connection over a network does when its link breaks. Meanwhile calls wait; the application notices nothing
 * when the broker is back in time.
 *
 * @param timeoutMillis  how long it tries before the connection is lost for good, in milliseconds; 0 or more; default
 *                       60,000; 0 means that it is lost at once
 * @param delayMillis    pause before the second attempt, in milliseconds; 1 or more; default 50; the first one follows
 *                       at once. Each further pause is twice as long; what is really waited is up to a quarter
 *                       shorter, by chance, so that clients do not come back all at the same moment
 * @param maxDelayMillis longest pause between attempts, in milliseconds; not less than {@code delayMillis}; default
 *                       5,000
 */
public record ReconnectPolicy(long timeoutMillis, long delayMillis, long maxDelayMillis) {

    /** A minute, with pauses from 50 milliseconds to 5 seconds. */
    public static final ReconnectPolicy DEFAULT = new ReconnectPolicy(60_000, 50, 5_000);

    /** Never tries again: the connection is lost with its link. */
    public static final ReconnectPolicy NEVER = new ReconnectPolicy(0, 50, 5_000);

    /** Checks the ranges. */
    public ReconnectPolicy {
        Checks.atLeast("timeoutMillis", timeoutMillis, 0);
        Checks.atLeast("delayMillis", delayMillis, 1);
        Checks.atLeast("maxDelayMillis", maxDelayMillis, delayMillis);
    }
}
