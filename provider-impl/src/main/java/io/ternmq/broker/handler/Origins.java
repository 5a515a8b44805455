// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.routing.TopicNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out from its properties where a dead letter failed. Changes nothing. */
final class Origins {

    private static final String QUEUE = "queue://";
    private static final String TOPIC = "topic://";

    private final BrokerState state;

    Origins(BrokerState state) {
        this.state = state;
    }

    /** Where a message can go back to, other than the mailbox where it is. */
    Origin of(FrozenMessage message, Mailbox present) {
        String origin = text(message, DeadLetters.ORIGIN);
        if (origin != null && origin.startsWith(QUEUE)) {
            return queue(origin.substring(QUEUE.length()), present);
        }
        if (origin != null && origin.startsWith(TOPIC)) {
            return subscription(message, origin.substring(TOPIC.length()));
        }
        return Origin.none("it is no dead letter: it has no property " + DeadLetters.ORIGIN);
    }

    private Origin queue(String name, Mailbox present) {
        Destination known = state.destination(Address.queue(name));
        Mailbox mailbox = known == null ? null : known.mailbox();
        if (known == null || mailbox == null) {
            return Origin.none("queue '" + name + "' is gone: create it, or move the message elsewhere");
        }
        return mailbox == present
                ? Origin.none("queue '" + name + "' is where it failed and where it is")
                : new Origin(known.address(), mailbox.id(), null);
    }

    private Origin subscription(FrozenMessage message, String topic) {
        String name = text(message, DeadLetters.ORIGIN_SUBSCRIPTION);
        if (name == null) {
            return Origin.none("it failed at a subscription of topic '" + topic + "' that has no name");
        }
        try {
            TopicNames.requireLiteral(topic);
        } catch (IllegalArgumentException e) {
            return Origin.none("it did not come from a topic: " + e.getMessage());
        }
        String clientId = text(message, DeadLetters.ORIGIN_CLIENT);
        List<Subscription> meant = state.subscriptions().matching(topic).stream()
                .filter(candidate -> isMeant(candidate.spec(), name, clientId))
                .toList();
        if (meant.size() == 1) {
            return new Origin(Address.topic(topic), meant.get(0).mailbox(), null);
        }
        return Origin.none((meant.isEmpty() ? "there is no" : "there is more than one") + " subscription '" + name
                + "' of topic '" + topic + "'" + (meant.isEmpty() ? " any more" : ""));
    }

    private static boolean isMeant(SubscriptionSpec spec, String name, @Nullable String clientId) {
        return name.equals(spec.name()) && (clientId == null || clientId.equals(spec.clientId()));
    }

    private static @Nullable String text(FrozenMessage message, String property) {
        return message.properties().get(property) instanceof String text && !text.isEmpty() ? text : null;
    }
}
