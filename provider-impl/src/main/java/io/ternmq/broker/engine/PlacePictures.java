// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.api.management.ConsumerView;
import io.ternmq.api.management.Place;
import io.ternmq.api.management.QueueView;
import io.ternmq.api.management.SubscriptionView;
import io.ternmq.api.management.TopicView;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.handler.Places;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.broker.subscription.SubscriptionTable;
import io.ternmq.message.Address;
import io.ternmq.selector.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pictures of queues, topics, subscriptions and consumers at a moment; made and used inside the shard. */
public final class PlacePictures {

    private final BrokerState state;
    private final long nowMillis;
    private final Places places;

    /** Looks at this state at this moment. */
    public PlacePictures(BrokerState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
        this.places = new Places(state);
    }

    /** Every queue, by name. */
    public List<QueueView> queues() {
        return state.destinations().stream()
                .map(Destination::mailbox)
                .filter(Objects::nonNull)
                .map(this::queue)
                .sorted(Comparator.comparing(QueueView::name))
                .toList();
    }

    /** One queue. */
    public QueueView queue(String name) {
        return queue(places.queue(name));
    }

    private QueueView queue(Mailbox mailbox) {
        Address address = mailbox.identity().address();
        boolean isDeadLetters = DeadLetters.isDeadLetterQueue(address, mailbox.policy().deadLetterAddress());
        return new QueueView(
                address.name(), address.isTemporary(), isDeadLetters, Pictures.figures(mailbox, nowMillis));
    }

    /** Every topic that somebody subscribes to and every temporary one, by name. */
    public List<TopicView> topics() {
        Map<String, List<String>> labels = new TreeMap<>();
        for (Destination destination : state.destinations()) {
            if (!destination.address().isQueue()) {
                labels.put(destination.address().name(), new ArrayList<>());
            }
        }
        for (Subscription subscription : state.subscriptions().all()) {
            labels.computeIfAbsent(subscription.spec().topic(), absent -> new ArrayList<>())
                    .add(subscription.spec().label());
        }
        return labels.entrySet().stream()
                .map(topic -> new TopicView(
                        topic.getKey(), isTemporary(topic.getKey()), topic.getValue().stream().sorted().toList()))
                .toList();
    }

    private boolean isTemporary(String topic) {
        Destination known = state.destination(Address.topic(topic));
        return known != null && known.address().isTemporary();
    }

    /** Every subscription, by label. */
    public List<SubscriptionView> subscriptions() {
        SubscriptionTable table = state.subscriptions();
        return table.all().stream()
                .map(this::viewOf)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(SubscriptionView::label).thenComparing(SubscriptionView::number))
                .toList();
    }

    /** One subscription. */
    public SubscriptionView subscription(String name) {
        Mailbox mailbox = places.mailbox(Place.subscription(name));
        return view(places.subscription(name), mailbox);
    }

    private @Nullable SubscriptionView viewOf(Subscription subscription) {
        Mailbox mailbox = state.mailbox(subscription.mailbox());
        return mailbox == null ? null : view(subscription, mailbox);
    }

    private SubscriptionView view(Subscription subscription, Mailbox mailbox) {
        return new SubscriptionView(
                mailbox.id(),
                subscription.spec().topic(),
                subscription.spec().name(),
                subscription.spec().clientId(),
                subscription.spec().durable(),
                subscription.spec().shared(),
                subscription.spec().selector(),
                Pictures.figures(mailbox, nowMillis));
    }

    /** The consumers of a place, by number. */
    public List<ConsumerView> consumers(Place place) {
        return places.mailbox(place).consumers().stream()
                .map(this::view)
                .sorted(Comparator.comparing(ConsumerView::number))
                .toList();
    }

    private ConsumerView view(MailboxConsumer consumer) {
        ConnectionState connection = state.connection(consumer.connection());
        Selector selector = consumer.selector();
        return new ConsumerView(
                consumer.id(),
                consumer.connection(),
                connection == null ? null : connection.clientId(),
                selector == null ? null : selector.text(),
                consumer.credit(),
                consumer.inFlight());
    }

    /** The settings of a place. */
    public DestinationPolicy settings(Place place) {
        return places.mailbox(place).policy();
    }
}
