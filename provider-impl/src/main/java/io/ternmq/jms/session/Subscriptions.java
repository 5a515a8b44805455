// SPDX-License-Identifier: Apache-2.0
package io.ternmq.jms.session;

import io.ternmq.api.ErrorCode;
import io.ternmq.client.session.ClientConsumer;
import io.ternmq.client.session.ClientSession;
import io.ternmq.jms.JmsExceptions;
import io.ternmq.jms.TernDestination;
import io.ternmq.message.Address;
import io.ternmq.protocol.Source;
import io.ternmq.protocol.StreamReading;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens the consumers of one session: what each kind asks for, and what it refuses. Owner: the session. */
final class Subscriptions {

    private final TernConnection connection;
    private final ClientSession core;
    private final Deliveries deliveries;

    Subscriptions(TernConnection connection, ClientSession core, Deliveries deliveries) {
        this.connection = connection;
        this.core = core;
        this.deliveries = deliveries;
    }

    /** A consumer of a queue, or of a subscription of its own that ends with it. */
    TernConsumer consume(@Nullable Destination destination, @Nullable String selector, boolean noLocal)
            throws JMSException {
        Address address = consumable(destination);
        TopicOptions options = Calls.get(() -> TopicOptions.of(address));
        if (options.reading() != null) {
            return read(address, options, options.group(), false, selector, noLocal);
        }
        if (address.isQueue()) {
            ClientConsumer consumer = open(new Source.OfQueue(address), selector);
            return new TernQueueReceiver(deliveries, consumer, selector, (Queue) TernDestination.of(address));
        }
        ClientConsumer consumer =
                open(new Source.OfSubscription(address, null, false, false, noLocal), selector);
        return subscriber(consumer, selector, address, noLocal);
    }

    /** A consumer that shares a subscription that lasts as long as it has consumers. */
    TernConsumer share(@Nullable Topic topic, @Nullable String name, @Nullable String selector) throws JMSException {
        Address address = consumableTopic(topic);
        TopicOptions options = Calls.get(() -> TopicOptions.of(address));
        if (options.reading() != null) {
            return read(address, options, groupOf(options, requireName(name)), false, selector, false);
        }
        ClientConsumer consumer =
                open(new Source.OfSubscription(address, requireName(name), false, true, false), selector);
        return subscriber(consumer, selector, address, false);
    }

    /** A consumer that shares a subscription that lasts. */
    TernConsumer shareDurably(@Nullable Topic topic, @Nullable String name, @Nullable String selector)
            throws JMSException {
        Address address = lasting(topic);
        TopicOptions options = Calls.get(() -> TopicOptions.of(address));
        if (options.reading() != null) {
            return read(address, options, groupOf(options, requireName(name)), false, selector, false);
        }
        ClientConsumer consumer =
                open(new Source.OfSubscription(address, requireName(name), true, true, false), selector);
        return subscriber(consumer, selector, address, false);
    }

    /** The only consumer of a subscription that lasts. */
    TernTopicSubscriber subscribeDurably(
            @Nullable Topic topic, @Nullable String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        Address address = lasting(topic);
        String known = requireName(name);
        if (connection.getClientID() == null) {
            throw JmsExceptions.of(
                    ErrorCode.ILLEGAL_STATE, "An unshared durable subscription needs a client identifier.");
        }
        TopicOptions options = Calls.get(() -> TopicOptions.of(address));
        if (options.reading() != null) {
            return read(address, options, groupOf(options, known), true, selector, noLocal);
        }
        ClientConsumer consumer =
                open(new Source.OfSubscription(address, known, true, false, noLocal), selector);
        return subscriber(consumer, selector, address, noLocal);
    }

    /** A reader of the streams behind topics. */
    private TernTopicSubscriber read(
            Address address,
            TopicOptions options,
            @Nullable String group,
            boolean isExclusive,
            @Nullable String selector,
            boolean noLocal)
            throws JMSException {
        StreamReading reading = Objects.requireNonNull(options.reading());
        if (noLocal || (group != null && reading.isUnacknowledged())) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_DESTINATION,
                    address + (noLocal
                            ? ": a stream is read with what the own connection sent; leave noLocal out."
                            : ": noAck is for readers without a group and without a subscription."));
        }
        ClientConsumer consumer =
                open(new Source.OfStream(options.topic(), group, isExclusive, reading, 0), selector);
        return subscriber(consumer, selector, address, false);
    }

    /** A subscription of streams is a group of its name. */
    private String groupOf(TopicOptions options, String subscription) throws JMSException {
        if (options.group() != null) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_DESTINATION,
                    options.topic() + ": the subscription \"" + subscription
                            + "\" is the group; leave the option 'group' out.");
        }
        String clientId = connection.getClientID();
        return clientId == null ? subscription : clientId + '.' + subscription;
    }

    /** The name of a subscription. */
    static String requireName(@Nullable String name) throws JMSException {
        if (name == null || name.isBlank()) {
            throw JmsExceptions.of(ErrorCode.SUBSCRIPTION_CONFLICT, "A subscription needs a name.");
        }
        return name;
    }

    /** The text of a selector, or null for none. */
    static @Nullable String selectorOf(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private ClientConsumer open(Source source, @Nullable String selector) throws JMSException {
        connection.use();
        return Calls.get(() -> core.openConsumer(source, selectorOf(selector)));
    }

    private TernTopicSubscriber subscriber(
            ClientConsumer consumer, @Nullable String selector, Address topic, boolean noLocal) {
        return new TernTopicSubscriber(deliveries, consumer, selector, (Topic) TernDestination.of(topic), noLocal);
    }

    private Address consumable(@Nullable Destination destination) throws JMSException {
        Calls.run(core::requireOpen);
        Address address = TernDestination.addressOf(destination);
        connection.requireConsumable(address);
        return address;
    }

    private Address consumableTopic(@Nullable Topic topic) throws JMSException {
        Address address = consumable(topic);
        if (address.isQueue()) {
            throw JmsExceptions.of(ErrorCode.INVALID_DESTINATION, address + " is no topic.");
        }
        return address;
    }

    private Address lasting(@Nullable Topic topic) throws JMSException {
        Address address = consumableTopic(topic);
        if (address.isTemporary()) {
            throw JmsExceptions.of(
                    ErrorCode.INVALID_DESTINATION, address + " is temporary and cannot have a durable subscription.");
        }
        return address;
    }
}
