// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.management;

import org.jspecify.annotations.Nullable;

/**
 * A subscription.
 *
 * @param number    number of its backlog, never used for another one
 * @param topic     name or pattern of topics
 * @param name      its name, or null when it has none
 * @param clientId  client identifier it belongs to, or null
 * @param isDurable whether it goes on collecting without a consumer
 * @param isShared  whether several consumers may share it
 * @param selector  what it takes, or null for everything
 * @param figures   what is in it and what happened; {@link MailboxStatistics#name()} is the label
 */
public record SubscriptionView(
        long number,
        String topic,
        @Nullable String name,
        @Nullable String clientId,
        boolean isDurable,
        boolean isShared,
        @Nullable String selector,
        MailboxStatistics figures) {

    /**
     * How people call it.
     *
     * @return topic, client identifier and name, as far as it has them
     */
    public String label() {
        return figures.name();
    }
}
