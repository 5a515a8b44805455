// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.publish;

import io.ternmq.api.ProviderException;
import io.ternmq.api.pattern.ErrorPolicy;
import io.ternmq.api.pattern.Incoming;
import io.ternmq.api.pattern.MessageHandler;
import java.util.function.Predicate;

/**
 * Collects what somebody wants to receive. Not for use by several threads.
 *
 * @param <T> type of the bodies, which this side alone decides
 */
public interface SubscriberBuilder<T> {

    /**
     * Lets the provider choose the messages.
     *
     * @param text a message selector of Jakarta Messaging; default none
     * @return this builder
     */
    SubscriberBuilder<T> selector(String text);

    /**
     * Lets the program choose among what the provider brings. What is left out counts as filtered and is done with; the
     * provider does not bring it again.
     *
     * @param test called before the handler and like it; what it throws is a failure of the handler
     * @return this builder
     */
    SubscriberBuilder<T> filter(Predicate<? super Incoming<T>> test);

    /**
     * Says how many messages are handled at a time. Over a topic every lane needs a part of one subscription: with a
     * {@linkplain #shared shared} name that is so, a subscription without any name is shared under a name made for this
     * purpose, and an unshared durable one cannot have more than one.
     *
     * @param lanes 1 (default) or more
     * @return this builder
     */
    SubscriberBuilder<T> concurrency(int lanes);

    /**
     * Lets the subscription go on while nobody is there. Together with {@link #shared} many can have it; alone the
     * connection needs a client identifier.
     *
     * @param name name of the subscription
     * @return this builder
     */
    SubscriberBuilder<T> durable(String name);

    /**
     * Shares the subscription with everybody who gives the same name: each message goes to one of them.
     *
     * @param name name of the subscription; the same as that of {@link #durable} when both are called
     * @return this builder
     */
    SubscriberBuilder<T> shared(String name);

    /**
     * Says what happens when the handler fails.
     *
     * @param policy default {@link ErrorPolicy#DEFAULT}
     * @return this builder
     */
    SubscriberBuilder<T> onError(ErrorPolicy policy);

    /**
     * Begins. A message is received and settled in one transaction: it is gone when the handler has returned, and comes
     * again when the program ended before that.
     *
     * @param handler the program's code; called by as many threads as there are lanes
     * @return to be closed by the caller, or else with the {@code Messaging}
     * @throws ProviderException with {@code INVALID_SETTING} when the settings do not fit together or {@code
     *                           INVALID_CLIENT_ID} when a durable subscription that is not shared lacks a client
     *                           identifier, and as the provider refuses
     */
    Subscription handle(MessageHandler<T> handler);
}
