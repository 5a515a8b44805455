// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

/** Where in its life a task is. */
public enum TaskStatus {
    /** It waits for a worker, or for another task. */
    SUBMITTED,
    /** A worker is at it. */
    RUNNING,
    /** It has ended with a result. */
    SUCCEEDED,
    /** It has ended without one. */
    FAILED,
    /** Somebody did not want it any more. */
    CANCELLED,
    /** It had not ended when its time was over. */
    EXPIRED;

    /**
     * Whether nothing follows.
     *
     * @return true for all but the first two
     */
    public boolean isEnded() {
        return this != SUBMITTED && this != RUNNING;
    }
}
