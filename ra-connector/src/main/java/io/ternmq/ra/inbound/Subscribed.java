// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint takes messages from.
 *
 * @param isTopic  whether it is a topic
 * @param name     name of the queue or topic, with its options
 * @param selector takes only messages that fit, or null for all
 * @param durable  whether the subscription outlives its consumers
 * @param shared   whether the subscription may have several consumers
 * @param subscription name of a durable or shared subscription
 */
record Subscribed(
        boolean isTopic,
        String name,
        @Nullable String selector,
        boolean durable,
        boolean shared,
        @Nullable String subscription) {

    /** Has messages handed to the sessions of a pool, one at a time. */
    ConnectionConsumer open(Connection connection, ServerSessionPool pool) throws JMSException {
        try (Session namer = connection.createSession()) {
            if (!isTopic) {
                Queue queue = namer.createQueue(name);
                return connection.createConnectionConsumer(queue, selector, pool, 1);
            }
            Topic topic = namer.createTopic(name);
            if (durable) {
                return shared
                        ? connection.createSharedDurableConnectionConsumer(topic, subscription, selector, pool, 1)
                        : connection.createDurableConnectionConsumer(topic, subscription, selector, pool, 1);
            }
            return shared
                    ? connection.createSharedConnectionConsumer(topic, subscription, selector, pool, 1)
                    : connection.createConnectionConsumer(topic, selector, pool, 1);
        }
    }

    @Override
    public String toString() {
        return (isTopic ? "topic " : "queue ") + name;
    }
}
