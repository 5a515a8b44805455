// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.request;

import io.ternmq.api.pattern.Channel;

/**
 * Somebody who answers. Callable from any thread. When the connection was lost it goes on over the next one.
 *
 * <p>A request is acknowledged after its reply has been sent, each by itself and not in a transaction, since request
 * and reply usually end with the provider anyway: a responder that dies in between leaves the request to be delivered
 * again, so that persistent requests are handled at least once, and a second reply finds nobody who waits. When the
 * handler returns a stage, the request is acknowledged as soon as it has been returned, and handled at most once.
 *
 * <p>A reply is persistent when its request was and has its priority. A message without a reply-to is handled as well,
 * as a command, and what the handler returns is dropped; when the handler fails over it, it goes back to the provider,
 * whose redelivery settings decide.
 */
public interface Responder extends AutoCloseable {

    /**
     * Where the requests come from.
     *
     * @return the channel as it was given
     */
    Channel channel();

    /** Takes no more requests until {@link #resume()}; those at hand are answered. Returns at once. */
    void pause();

    /** Goes on. */
    void resume();

    /**
     * Whether it takes no requests because of {@link #pause()}.
     *
     * @return true until {@link #resume()}
     */
    boolean isPaused();

    /**
     * What it has done so far.
     *
     * @return the figures of this moment
     */
    ResponderMetrics metrics();

    /**
     * Answers the requests at hand, within the limit of the settings, and gives the sessions back. A second call does
     * nothing.
     */
    @Override
    void close();
}
