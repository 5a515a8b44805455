// SPDX-License-Identifier: Apache-2.0
package io.ternmq.protocol;

import io.ternmq.message.FrozenMessage;

/** What the broker tells a client unasked. */
public sealed interface Event {

    /**
     * A message for a consumer.
     *
     * @param consumer number of the consumer
     * @param delivery number to settle it by; unique on the consumer among what is in flight
     * @param attempt  1 for the first delivery of the message, and so on
     * @param message  the message
     */
    record Deliver(long consumer, long delivery, int attempt, FrozenMessage message) implements Event {}

    /**
     * Messages that this consumer holds ready are wanted elsewhere: others wait for them, or a message of higher
     * priority has to go first. It gives back what nobody has asked for yet, as {@link Outcome#RELEASED}.
     *
     * @param consumer     number of the consumer
     * @param isOutranked  whether all of it is to come back, so that it is delivered anew in the order of priority;
     *                     otherwise a part will do
     */
    record Recall(long consumer, boolean isOutranked) implements Event {}

    /**
     * The consumer ended because its queue or topic was deleted.
     *
     * @param consumer number of the consumer
     * @param reason   why
     */
    record ConsumerClosed(long consumer, Reply.Refused reason) implements Event {}
}
