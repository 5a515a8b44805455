// SPDX-License-Identifier: Apache-2.0
package io.ternmq.cdi;

import io.ternmq.api.pattern.MessageHandler;
import io.ternmq.api.pattern.publish.SubscriberBuilder;
import io.ternmq.api.pattern.publish.Subscription;

/**
 * Receives from one queue or topic while the program wants to. For what is received all the time, a listener method
 * says the same with less. Callable from any thread.
 *
 * @param <T> type of the bodies
 */
public interface Subscriber<T> {

    /**
     * Collects what is wanted.
     *
     * @return a builder; what it starts ends with the container, or when it is closed
     */
    SubscriberBuilder<T> subscribe();

    /**
     * Starts with all defaults.
     *
     * @param handler called for each message
     * @return ends with the container, or when it is closed
     */
    default Subscription handle(MessageHandler<T> handler) {
        return subscribe().handle(handler);
    }
}
