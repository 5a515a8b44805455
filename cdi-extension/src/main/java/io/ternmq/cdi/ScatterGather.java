// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import io.ternmq.api.pattern.request.Gather;

/**
 * Asks everybody at one topic and collects what they say. Callable from any thread.
 *
 * @param <Q> type of the requests
 * @param <R> type of the replies
 */
public interface ScatterGather<Q, R> {

    /**
     * Prepares a question; it is asked by {@code until}.
     *
     * @param body the request
     * @return says when to be content
     */
    Gather<R> gather(Q body);
}
