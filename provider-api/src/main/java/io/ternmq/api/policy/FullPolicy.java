// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/** What happens to a message that meets a queue or subscription which has reached one of its limits. */
public enum FullPolicy {
    /** The sender waits for room, at most {@link Limits#blockTimeoutMillis()}, and is then refused. */
    BLOCK,
    /** The sender is refused at once. */
    FAIL,
    /** The oldest waiting message is dropped, counted and reported to make room. */
    DROP_OLDEST
}
