// SPDX-License-Identifier: Apache-2.0
package io.ternmq.pattern.listen;

import io.ternmq.api.listen.BeanSource;
import io.ternmq.api.pattern.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A method that takes messages from one queue or topic.
 *
 * @param name    class and method, and the channel when the method has several
 * @param beans   whose method it is
 * @param call    the method
 * @param source  where the messages come from
 * @param conduct how they are handled
 */
public record ListenerSpec(String name, BeanSource beans, Call call, Source source, Conduct conduct)
        implements Declared {

    /**
     * Where messages come from.
     *
     * @param channel      with its options
     * @param selector     which messages, or null
     * @param subscription its name, or null
     * @param durable      whether it outlives its listeners
     * @param shared       whether several take from it
     * @param concurrency  how many messages are handled at a time
     */
    public record Source(
            Channel channel,
            @Nullable String selector,
            @Nullable String subscription,
            boolean durable,
            boolean shared,
            int concurrency) {}

    /**
     * How messages are handled.
     *
     * @param retrying    how often and how soon
     * @param deadLetters where those go that have failed for good; null for the usual place
     * @param batching    how many at once, or null for each by itself
     * @param ordering    what must stay in order, or null
     * @param timeout     for one attempt; null without a limit
     */
    public record Conduct(
            Retrying retrying,
            @Nullable Channel deadLetters,
            @Nullable Batching batching,
            @Nullable Ordering ordering,
            @Nullable Duration timeout) {}

    /**
     * Several messages at once.
     *
     * @param size    no more than these
     * @param timeout how long the first waits for others
     */
    public record Batching(int size, Duration timeout) {}

    /**
     * Messages with the same key stay in order.
     *
     * @param property that is the key; null for the key of the message, else its group
     */
    public record Ordering(@Nullable String property) {}
}
