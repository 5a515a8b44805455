// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.Fact;
import io.ternmq.broker.Routed;
import io.ternmq.broker.TemporaryNames;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.routing.TopicNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides where a message goes: the mailbox of its queue, or those of the subscriptions that want it. */
final class Routing {

    private static final long[] NOWHERE = {};

    private final BrokerState state;
    private final Appending appending;

    Routing(BrokerState state) {
        this.state = state;
        this.appending = new Appending(state);
    }

    /**
     * Records that a message goes to mailboxes, from its delivery time on, and into the stream behind its topic, if
     * there is one, at once.
     */
    void route(FrozenMessage message, long[] mailboxes, long nowMillis, Decision out) {
        long due = message.deliveryTimeMillis() > nowMillis ? message.deliveryTimeMillis() : 0;
        if (appending.append(message, mailboxes, due, nowMillis, out) || mailboxes.length == 0) {
            return;
        }
        boolean durable = message.isPersistent() && anyDurable(mailboxes, message.destination());
        out.record(new Routed(state.numbers().nextEntry(), message, mailboxes, due, durable));
    }

    /** Records that a message goes to a queue which is made when it does not exist; limits do not hold. */
    void redirect(FrozenMessage message, long nowMillis, Decision out) {
        Address queue = message.destination();
        long mailbox = mailboxOf(queue);
        if (mailbox == 0) {
            mailbox = pendingMailboxOf(queue, out);
        }
        if (mailbox == 0) {
            mailbox = create(queue, 0, out);
        }
        route(message, new long[] {mailbox}, nowMillis, out);
    }

    /**
     * Records where a message of a committed branch goes; never refuses. A queue that has been deleted since is made
     * again; a temporary destination that is gone swallows what was meant for it.
     *
     * @param sender         number of the sender's connection, or 0
     * @param senderClientId client identifier of the sender, or null
     */
    void deliver(
            FrozenMessage message, long sender, @Nullable String senderClientId, long nowMillis, Decision out) {
        Address address = message.destination();
        if (address.isTemporary() && find(address) == null) {
            return;
        }
        if (address.isQueue()) {
            redirect(message, nowMillis, out);
        } else {
            route(Appending.promised(message), subscribersOf(message, sender, senderClientId), nowMillis, out);
        }
    }

    /**
     * Numbers of the mailboxes that a message goes to; a queue is made when it does not exist.
     *
     * @throws ProviderException when the destination does not exist and may not be made
     */
    long[] targets(FrozenMessage message, ConnectionState sender, Decision out) {
        Address address = message.destination();
        if (!address.isQueue()) {
            return subscribersOf(message, sender.id(), sender.clientId());
        }
        long mailbox = mailboxOf(address);
        return new long[] {mailbox != 0 ? mailbox : createOnUse(address, sender, out)};
    }

    /**
     * Numbers of the mailboxes that a message goes to which the broker itself sends; a queue is made when it is gone.
     */
    long[] targets(FrozenMessage message, Decision out) {
        Address address = message.destination();
        if (!address.isQueue()) {
            return subscribersOf(message, 0, null);
        }
        long mailbox = mailboxOf(address);
        return new long[] {mailbox != 0 ? mailbox : create(address, 0, out)};
    }

    /**
     * Makes a queue because a client uses it.
     *
     * @return number of its mailbox
     * @throws ProviderException when it may not be made, or not by this client
     */
    long createOnUse(Address queue, ConnectionState client, Decision out) {
        if (TemporaryNames.contains(queue.name())) {
            throw unknown(Address.of(AddressKind.TEMPORARY_QUEUE, queue.name()));
        }
        client.outlet().rights().require(Action.CREATE, queue);
        return createOnUse(queue, out);
    }

    /**
     * Makes a queue because it is used.
     *
     * @return number of its mailbox
     * @throws ProviderException when it may not be made
     */
    long createOnUse(Address queue, Decision out) {
        if (queue.isTemporary() || !state.policyFor(queue).autoCreate()) {
            throw unknown(queue);
        }
        if (queue.name().isBlank()) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, "A queue needs a name that is not blank");
        }
        return create(queue, 0, out);
    }

    /** Number of the mailbox of a queue, or 0 when the queue does not exist. */
    long mailboxOf(Address queue) {
        Destination known = state.destination(queue);
        return known == null || known.mailbox() == null ? 0 : known.mailbox().id();
    }

    static ProviderException unknown(Address address) {
        String advice = address.isTemporary()
                ? "a temporary destination ends with its connection"
                : "create it first, or allow auto-create for its name";
        return new ProviderException(ErrorCode.INVALID_DESTINATION, "There is no " + address + ": " + advice);
    }

    private long create(Address queue, long owner, Decision out) {
        long mailbox = state.numbers().nextMailbox();
        out.record(new DestinationCreated(queue, mailbox, owner));
        return mailbox;
    }

    private static long pendingMailboxOf(Address queue, Decision out) {
        for (Fact fact : out.facts()) {
            if (fact instanceof DestinationCreated created && created.address().equals(queue)) {
                return created.mailbox();
            }
        }
        return 0;
    }

    private long[] subscribersOf(FrozenMessage message, long sender, @Nullable String senderClientId) {
        Address topic = message.destination();
        if (topic.isTemporary() && state.destination(topic) == null) {
            throw unknown(topic);
        }
        List<Subscription> candidates = state.subscriptions().matching(requireLiteral(topic));
        int count = candidates.size();
        if (count == 0) {
            return NOWHERE;
        }
        long[] found = new long[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            Subscription candidate = candidates.get(i);
            if (candidate.wants(message, sender, senderClientId)) {
                found[size++] = candidate.mailbox();
            }
        }
        return size == count ? found : java.util.Arrays.copyOf(found, size);
    }

    private static String requireLiteral(Address topic) {
        try {
            return TopicNames.requireLiteral(topic.name());
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, String.valueOf(e.getMessage()), e);
        }
    }

    private boolean anyDurable(long[] mailboxes, Address destination) {
        for (long id : mailboxes) {
            Mailbox mailbox = state.mailbox(id);
            if (mailbox == null ? !destination.isTemporary() : mailbox.isDurable()) {
                return true;
            }
        }
        return false;
    }

    /** What becomes of messages in streams. */
    Appending appending() {
        return appending;
    }

    /** The destination, when it exists. */
    @Nullable Destination find(Address address) {
        return state.destination(address);
    }
}
