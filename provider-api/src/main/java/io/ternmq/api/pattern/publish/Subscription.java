// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.publish;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.HandlingMetrics;
import java.util.concurrent.CompletionStage;

/**
 * Somebody who receives. Callable from any thread. When the connection was lost it subscribes anew over the next one; a
 * subscription that is not durable misses what was sent meanwhile.
 */
public interface Subscription extends AutoCloseable {

    /**
     * Where the messages come from.
     *
     * @return the channel as it was given
     */
    Channel channel();

    /** Takes no more messages until {@link #resume()}; those at hand are finished. Returns at once. */
    void pause();

    /** Goes on, also after an error policy has stopped the handling. */
    void resume();

    /**
     * Whether it takes no messages because of {@link #pause()} or because its error policy has stopped the handling.
     *
     * @return true until {@link #resume()}
     */
    boolean isPaused();

    /**
     * What it has done so far.
     *
     * @return the figures of this moment
     */
    HandlingMetrics metrics();

    /**
     * Tells when the handling ends.
     *
     * @return completes normally when the subscription is closed, and with the failure when its error policy has
     *         stopped the handling; after {@link #resume()} there is a new one
     */
    CompletionStage<Void> whenStopped();

    /**
     * Finishes the messages at hand, within the limit of the settings, and gives the sessions back; a durable
     * subscription remains with the provider. A second call does nothing.
     */
    @Override
    void close();
}
