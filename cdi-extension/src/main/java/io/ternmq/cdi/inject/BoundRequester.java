// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi.inject;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.PayloadType;
import io.ternmq.api.pattern.request.RequesterMetrics;
import io.ternmq.cdi.Requester;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Asks at one channel.
 *
 * @param real    does the work, opened by the first request; shared by all of one connection factory
 * @param channel who is asked
 * @param reply   type of the replies
 * @param usual   how long to wait when nobody says
 * @param <Q>     type of the requests
 * @param <R>     type of the replies
 */
record BoundRequester<Q, R>(
        Late<io.ternmq.api.pattern.request.Requester> real,
        Channel channel,
        PayloadType<R> reply,
        Duration usual)
        implements Requester<Q, R> {

    private static final RequesterMetrics NOTHING = new RequesterMetrics(0, 0, 0, 0, 0, 0, 0, 0);

    @Override
    public CompletableFuture<R> request(Q body) {
        return request(body, usual);
    }

    @Override
    public CompletableFuture<R> request(Q body, Duration limit) {
        return real.get().request(channel, body, reply, limit);
    }

    @Override
    public RequesterMetrics metrics() {
        return metrics(real);
    }

    /** Of all that ask over one connection factory. */
    static RequesterMetrics metrics(Late<io.ternmq.api.pattern.request.Requester> asker) {
        return asker.ifOpened().map(io.ternmq.api.pattern.request.Requester::metrics).orElse(NOTHING);
    }
}
