// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.pattern.publish;

import io.ternmq.api.pattern.Channel;
import io.ternmq.api.pattern.MessageKind;
import java.time.Duration;

/**
 * Collects the settings of a publisher. Not for use by several threads.
 *
 * @param <T> type of the bodies
 */
public interface PublisherBuilder<T> {

    /**
     * Gives the publisher a channel of its own.
     *
     * @param channel where bodies go; default none, so that each message says it
     * @return this builder
     */
    PublisherBuilder<T> to(Channel channel);

    /**
     * Says what the messages want.
     *
     * @param kind default: what the channel suggests
     * @return this builder
     */
    PublisherBuilder<T> kind(MessageKind kind);

    /**
     * Names what the messages say.
     *
     * @param name a logical name, such as {@code order.created}; default none
     * @return this builder
     */
    PublisherBuilder<T> type(String name);

    /**
     * Says who sends.
     *
     * @param name a name or URI of the program's own; default that of the {@code Messaging}
     * @return this builder
     */
    PublisherBuilder<T> source(String name);

    /**
     * Says how urgent the messages are.
     *
     * @param priority 0 to 9; default 4
     * @return this builder
     */
    PublisherBuilder<T> priority(int priority);

    /**
     * Says how long the messages are of use.
     *
     * @param limit 0 (default) for ever
     * @return this builder
     */
    PublisherBuilder<T> timeToLive(Duration limit);

    /**
     * Adds a property to the messages.
     *
     * @param name  an identifier as Jakarta Messaging has them
     * @param value a {@code String}, {@code Boolean} or number
     * @return this builder
     */
    PublisherBuilder<T> header(String name, Object value);

    /**
     * Lets the messages end with the provider; default is that they outlive it.
     *
     * @return this builder
     */
    PublisherBuilder<T> nonPersistent();

    /**
     * Says how many sessions there are at most.
     *
     * @param count 1 or more; default 4
     * @return this builder
     */
    PublisherBuilder<T> sessions(int count);

    /**
     * Says how many messages may be on their way at a time, those that are waited for apart.
     *
     * @param count 1 or more; default 1024
     * @return this builder
     */
    PublisherBuilder<T> inFlight(int count);

    /**
     * Ends the building. Nothing is connected before the first message.
     *
     * @return to be closed by the caller, or else with the {@code Messaging}
     */
    Publisher<T> open();
}
