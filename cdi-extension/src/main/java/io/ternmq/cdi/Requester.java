// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import io.ternmq.api.pattern.request.RequesterMetrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Asks at one queue or topic: {@link io.ternmq.api.pattern.request.Requester} with its channel and types. Callable
 * from any thread; needs no closing.
 *
 * @param <Q> type of the requests
 * @param <R> type of the replies
 */
public interface Requester<Q, R> {

    /**
     * Asks, and waits as long as the requester's default says.
     *
     * @param body the request
     * @return the reply, or a failure as {@link io.ternmq.api.pattern.request.Requester} has them; may be cancelled
     */
    CompletableFuture<R> request(Q body);

    /**
     * Asks.
     *
     * @param body  the request
     * @param limit how long to wait
     * @return the reply, or a failure; may be cancelled
     */
    CompletableFuture<R> request(Q body, Duration limit);

    /**
     * What has been asked over the connection, here and elsewhere.
     *
     * @return the figures
     */
    RequesterMetrics metrics();
}
