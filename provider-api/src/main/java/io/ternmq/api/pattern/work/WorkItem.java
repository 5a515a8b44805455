// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.work;

import io.ternmq.api.pattern.Incoming;
import java.time.Duration;

/**
 * A message that belongs to this program for the time of its lease. Callable from any thread. When the lease is over,
 * every method but {@link #message()} throws {@link io.ternmq.api.ProviderException} with {@code LEASE_LOST}.
 *
 * @param <T> type of the body
 */
public interface WorkItem<T> {

    /**
     * The message.
     *
     * @return with its attempt and headers
     */
    Incoming<T> message();

    /**
     * The body.
     *
     * @return that of the message
     */
    default T body() {
        return message().body();
    }

    /**
     * Keeps it longer.
     *
     * @param from how long from now on
     */
    void extend(Duration from);

    /** The work is done; the message is removed. */
    void done();

    /**
     * The work was not done: a failed attempt, the last of which leads to the dead-letter queue.
     *
     * @param reason why, in words; kept in the dead letter
     * @param delay  how long nobody is to get it; 0 for what the queue's settings say
     */
    void giveBack(String reason, Duration delay);
}
