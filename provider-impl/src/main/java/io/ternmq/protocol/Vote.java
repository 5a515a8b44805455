// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

/** What the broker says to a step of a branch. */
public enum Vote {
    /** As asked. */
    DONE,
    /** There was nothing to commit. */
    READ_ONLY,
    /** The branch has been rolled back. */
    ROLLED_BACK,
    /** The branch has been rolled back because it took too long. */
    TIMED_OUT
}
