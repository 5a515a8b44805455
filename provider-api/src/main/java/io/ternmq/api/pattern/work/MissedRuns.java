// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/**
 * What a schedule does about moments that it could not run in time: they came while no broker was running, or while
 * there was no room for its messages.
 */
public enum MissedRuns {
    /** It runs once, however many were missed, and goes on. */
    RUN_ONCE,
    /** It runs for each of them, up to a thousand. */
    RUN_ALL,
    /** It leaves out those from before the broker's start, and makes up for others by one run. */
    SKIP
}
