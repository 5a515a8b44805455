// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.proof.table;

/** What becomes of a message: a column of the table. */
enum Outcome {
    /** Handled at once. */
    OK,
    /** Fails once, and is handled after a pause. */
    RETRIED,
    /** Fails for good. */
    FATAL,
    /** The first attempt comes to no end, the second one is right. */
    TIMED_OUT,
    /** The container stops during the delivery. */
    STOPPED
}
