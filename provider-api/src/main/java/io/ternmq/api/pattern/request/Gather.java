// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A question to many, not asked yet. Not for use by several threads.
 *
 * @param <R> type of the answers
 */
public interface Gather<R> {

    /**
     * Declares who is to answer, so that the result can say who did not.
     *
     * @param names names of responders
     * @return this question
     */
    Gather<R> expecting(String... names);

    /**
     * Asks, and gathers until a condition holds or its time is over. The time being over is no failure: the result has
     * what came until then. The future fails when the question could not be sent, when the connection was lost, or with
     * {@code BUSY}; cancelling it ends the gathering. It completes as the futures of a {@link Requester} do.
     *
     * @param condition when to stop; {@code all()} and {@code quorum()} without a number need {@link #expecting}
     * @return what was gathered
     * @throws io.ternmq.api.ProviderException with {@code INVALID_SETTING} when the condition needs names and there are
     *                                         none
     */
    CompletableFuture<Gathered<R>> until(Until condition);

    /**
     * Asks, and gathers until a condition holds, but no longer than a time.
     *
     * @param condition when to stop
     * @param limit     longest wait, in place of the one of the condition
     * @return what was gathered
     */
    default CompletableFuture<Gathered<R>> until(Until condition, Duration limit) {
        return until(condition.orWithin(limit));
    }
}
