// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.Outgoing;
import io.ternmq.api.pattern.PayloadType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Asks and gets answers. Callable from any thread. All requesters of one {@code Messaging} share a temporary queue for
 * the replies and one listener there; replies find their request by its correlation identifier.
 *
 * <p>A future completes with the reply, or with a {@link io.ternmq.api.ProviderException}: {@link
 * RemoteFailureException} when the other side failed, {@code TIMEOUT} when nothing came in time, {@code BUSY} when too
 * many requests are outstanding, {@code PAYLOAD_UNREADABLE} when the reply is of another type, {@code CONNECTION_LOST}
 * when the connection was lost before the reply came: whether the request was handled is not known then. Cancelling a
 * future ends the waiting, not the work of the other side. What comes after a request has ended is counted as late.
 *
 * <p>Futures complete on the thread that delivers the replies unless the requester was given an executor, so what hangs
 * on them must neither block nor take long.
 */
public interface Requester extends AutoCloseable {

    /**
     * Sends a body and waits at most the time of this requester.
     *
     * @param to    who is asked
     * @param body  what is asked
     * @param reply type of the answer
     * @param <R>   type of the answer
     * @return the answer to come
     */
    <R> CompletableFuture<R> request(Channel to, Object body, Class<R> reply);

    /**
     * Sends a body.
     *
     * @param to    who is asked
     * @param body  what is asked
     * @param reply type of the answer
     * @param limit longest wait for the answer; milliseconds count
     * @param <R>   type of the answer
     * @return the answer to come
     */
    <R> CompletableFuture<R> request(Channel to, Object body, Class<R> reply, Duration limit);

    /**
     * Sends a body whose answer is of a type with arguments.
     *
     * @param to    who is asked
     * @param body  what is asked
     * @param reply type of the answer
     * @param limit longest wait for the answer; milliseconds count
     * @param <R>   type of the answer
     * @return the answer to come
     */
    <R> CompletableFuture<R> request(Channel to, Object body, PayloadType<R> reply, Duration limit);

    /**
     * Sends a message as it says, but with a correlation identifier of this requester.
     *
     * @param message what is asked
     * @param reply   type of the answer
     * @param limit   longest wait for the answer; milliseconds count
     * @param <R>     type of the answer
     * @return the answer to come, with its headers
     */
    <R> CompletableFuture<Incoming<R>> exchange(Outgoing<?> message, PayloadType<R> reply, Duration limit);

    /**
     * What it has done so far.
     *
     * @return the figures of this moment
     */
    RequesterMetrics metrics();

    /** Ends the requests that are outstanding with {@code ILLEGAL_STATE}. A second call does nothing. */
    @Override
    void close();
}
