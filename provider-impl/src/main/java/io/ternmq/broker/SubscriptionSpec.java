// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import org.jspecify.annotations.Nullable;

/**
 * What a subscription is.
 *
 * @param clientId client identifier it belongs to, or null
 * @param name     its name; null for one that is neither durable nor shared
 * @param topic    name or pattern of topics
 * @param selector text of the selector, or null
 * @param durable  whether it goes on collecting without a consumer
 * @param shared   whether several consumers may share it
 * @param noLocal  whether messages from its own connection or client identifier are left out
 * @param owner    number of the connection whose end ends it, or 0
 */
public record SubscriptionSpec(
        @Nullable String clientId,
        @Nullable String name,
        String topic,
        @Nullable String selector,
        boolean durable,
        boolean shared,
        boolean noLocal,
        long owner) {

    /** How people and statistics call it. */
    public String label() {
        if (name == null) {
            return topic;
        }
        return clientId == null ? topic + "/" + name : topic + "/" + clientId + "." + name;
    }
}
