// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms;

import io.ternmq.api.ErrorCode;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/**
 * Destinations of other providers, read through their public interfaces. Some implement queue and topic in one class;
 * then the name that is set decides.
 */
final class ForeignDestinations {

    private ForeignDestinations() {}

    static Address addressOf(Destination destination) throws JMSException {
        String queue = destination instanceof Queue named ? named.getQueueName() : null;
        String topic = destination instanceof Topic named ? named.getTopicName() : null;
        if (isName(queue) == isName(topic)) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_DESTINATION,
                    "A destination of class " + destination.getClass().getName()
                            + " is neither clearly a queue nor clearly a topic with a name.");
        }
        return queue != null && isName(queue)
                ? Address.of(kindOf(destination, true), queue)
                : Address.of(kindOf(destination, false), String.valueOf(topic));
    }

    private static boolean isName(@Nullable String name) {
        return name != null && !name.isBlank();
    }

    private static AddressKind kindOf(Destination destination, boolean queue) {
        if (queue) {
            return destination instanceof TemporaryQueue ? AddressKind.TEMPORARY_QUEUE : AddressKind.QUEUE;
        }
        return destination instanceof TemporaryTopic ? AddressKind.TEMPORARY_TOPIC : AddressKind.TOPIC;
    }
}
