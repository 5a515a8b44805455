// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.policy;

/** What happens to a message that meets a queue or subscription which has reached one of its limits. */
public enum FullPolicy {
    /**
     * The message is taken all the same, and is in the store only until its turn comes. What the store does not keep
     * outside of memory (a message that is not persistent, a subscription or temporary queue that does not survive the
     * broker, a broker whose store is in memory) is treated as with {@link #BLOCK}.
     */
    PAGE,
    /** The sender waits for room, at most {@link Limits#blockTimeoutMillis()}, and is then refused. */
    BLOCK,
    /** The sender is refused at once. */
    FAIL,
    /** The oldest waiting message is dropped, counted and reported to make room. */
    DROP_OLDEST
}
