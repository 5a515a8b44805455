// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.subscription;

import io.ternmq.common.LongMap;
import io.ternmq.routing.RoutingTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All subscriptions, by name and by topic. What a topic leads to is remembered until a subscription comes or goes.
 * Owned by the shard; changed only by applying facts.
 */
public final class SubscriptionTable {

    private static final int MOST_REMEMBERED = 16_384;

    /** Durable and non-durable subscriptions may have the same name: section 8.3.3 keeps them apart. */
    private record Key(boolean durable, @Nullable String clientId, String name) {}

    private final LongMap<Subscription> byMailbox = new LongMap<>();
    private final Map<Key, Subscription> byName = new HashMap<>();
    private final Map<String, List<Subscription>> remembered = new HashMap<>();
    private RoutingTable<Subscription> routes = RoutingTable.empty();

    /** The subscriptions whose topics include this one, in the order in which they were made. */
    public List<Subscription> matching(String topic) {
        List<Subscription> known = remembered.get(topic);
        if (known == null) {
            known = List.copyOf(routes.match(topic));
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(topic, known);
        }
        return known;
    }

    /** A named subscription, or null. */
    public @Nullable Subscription find(boolean durable, @Nullable String clientId, String name) {
        return byName.get(new Key(durable, clientId, name));
    }

    /** The subscription that a mailbox collects for, or null. */
    public @Nullable Subscription ofMailbox(long mailbox) {
        return byMailbox.get(mailbox);
    }

    /** All subscriptions, in no order. */
    public Collection<Subscription> all() {
        return byMailbox.values();
    }

    /** The subscriptions that end with a connection and are not shared. */
    public List<Subscription> ownedBy(long connection) {
        List<Subscription> owned = new ArrayList<>();
        byMailbox.forEach((mailbox, subscription) -> {
            if (subscription.spec().owner() == connection && !subscription.spec().durable()) {
                owned.add(subscription);
            }
        });
        return owned;
    }

    /** Applies: a subscription was made. */
    public void add(Subscription subscription) {
        byMailbox.put(subscription.mailbox(), subscription);
        String name = subscription.spec().name();
        if (name != null) {
            byName.put(new Key(subscription.spec().durable(), subscription.spec().clientId(), name), subscription);
        }
        routes = routes.with(subscription.pattern(), subscription);
        remembered.clear();
    }

    /** Applies: a subscription is gone. */
    public void remove(long mailbox) {
        Subscription subscription = byMailbox.remove(mailbox);
        if (subscription == null) {
            return;
        }
        String name = subscription.spec().name();
        if (name != null) {
            byName.remove(new Key(subscription.spec().durable(), subscription.spec().clientId(), name));
        }
        routes = routes.without(subscription.pattern(), subscription);
        remembered.clear();
    }
}
