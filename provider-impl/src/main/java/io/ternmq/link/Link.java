// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link;

import io.ternmq.api.ProviderException;
import io.ternmq.common.TimeSource;
import io.ternmq.protocol.Request;

/**
 * The client's end of a connection. Requests take effect in the order of the calls when one thread makes them. All
 * methods may be called from any thread and never throw for a lost link: every request is answered exactly once, by a
 * refusal if need be.
 */
public interface Link {

    /**
     * Sends a request that wants an answer.
     *
     * @param request what is asked
     * @param handler called once, on this or another thread, before or after this method returns; must not block and
     *                must not throw
     */
    void request(Request request, ReplyHandler handler);

    /**
     * Sends a request whose answer nobody sleeps for: it leaves soon, together with others that are made meanwhile,
     * and in the order of all requests.
     *
     * @param request what is asked
     * @param handler as with {@link #request}
     */
    default void requestSoon(Request request, ReplyHandler handler) {
        request(request, handler);
    }

    /**
     * Sends a request that wants no answer, at once.
     *
     * @param request what is asked
     */
    void post(Request request);

    /**
     * Sends a request that wants no answer and may wait until {@link #flush()} or the next request of anybody; it
     * takes effect before everything that is asked later, by whomever.
     *
     * @param request what is asked
     */
    void postLazily(Request request);

    /** Sends what waits. To be called before the calling thread sleeps. */
    void flush();

    /** The clock that the broker goes by, as well as this side knows it. */
    TimeSource time();

    /**
     * Tries once to go on where the link broke, without loss and without doubling anything. Only to be called after
     * {@link LinkEvents#onInterrupted}, by one thread at a time; may block as long as opening a link may.
     *
     * @return true when the link stands again; false when the broker does not know the connection any more: the link is
     *         gone, every request that had no answer has been refused, and {@link LinkEvents#onLost} has been called
     * @throws io.ternmq.api.ProviderException with {@code CONNECTION_LOST} when the broker cannot be reached; it may be
     *         tried again
     */
    default boolean tryResume() {
        return true;
    }

    /** Whether the link is broken and somebody mends it: answers take longer than usual. */
    default boolean isInterrupted() {
        return false;
    }

    /**
     * Gives a broken link up: every request that had no answer is refused. Does nothing to a link that stands.
     *
     * @param reason what the refusals say
     */
    default void giveUp(ProviderException reason) {}

    /** Ends the link without a word; the broker treats it as lost. A second call does nothing. */
    void close();
}
