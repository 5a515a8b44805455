// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.Place;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.Decision;
import io.ternmq.broker.DestinationCreated;
import io.ternmq.broker.DestinationDeleted;
import io.ternmq.broker.MailboxPaused;
import io.ternmq.broker.PolicySet;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.routing.TopicPattern;
import org.jspecify.annotations.Nullable;

/**
 * What whoever runs the broker asks of it: queues, subscriptions, pauses and settings, which outlive it. Made for one
 * request; changes nothing by itself.
 */
public final class Administration {

    private final BrokerState state;
    private final long nowMillis;
    private final Places places;

    /** Decides about this state, at this moment. */
    public Administration(BrokerState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
        this.places = new Places(state);
    }

    /** What is done with messages. */
    public Withdrawal withdrawal() {
        return new Withdrawal(state, nowMillis);
    }

    /** What is decided in place of transaction managers. */
    public Arbitration arbitration() {
        return new Arbitration(state, nowMillis);
    }

    /** Deliveries are to be held back at a place, or to go on. */
    public void pause(Place place, boolean isPaused, Decision out) {
        Mailbox mailbox = places.mailbox(place);
        if (mailbox.isPaused() != isPaused) {
            out.record(new MailboxPaused(mailbox.id(), isPaused, mailbox.isDurable()));
        }
        out.done();
    }

    /** A subscription is to go, with its messages; refused while somebody consumes from it. */
    public void deleteSubscription(String name, Decision out) {
        Subscription subscription = places.subscription(name);
        Mailbox mailbox = places.mailbox(Place.subscription(name));
        if (!mailbox.consumers().isEmpty() || mailbox.inFlight() > 0) {
            throw new ProviderException(ErrorCode.SUBSCRIPTION_CONFLICT, "Subscription '" + name + "' has "
                    + mailbox.consumers().size() + " consumers and " + mailbox.inFlight()
                    + " unsettled messages; end these before deleting it");
        }
        out.record(new SubscriptionDeleted(mailbox.id(), subscription.spec().durable()));
        out.done();
    }

    /** A queue is to exist. */
    public void createQueue(String name, Decision out) {
        requireName(name);
        Address queue = Address.queue(name);
        if (state.destination(queue) == null) {
            out.record(new DestinationCreated(queue, state.numbers().nextMailbox(), 0));
        }
        out.done();
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, "A queue needs a name");
        }
    }

    /** A queue is to go, with its messages; refused while somebody consumes from it. */
    public void deleteQueue(String name, Decision out) {
        Address queue = Address.queue(name);
        Mailbox mailbox = places.queue(name);
        Destination known = state.destination(queue);
        if (known != null && known.owner() != 0) {
            throw Routing.unknown(known.address());
        }
        if (!mailbox.consumers().isEmpty() || mailbox.inFlight() > 0) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, queue + " has " + mailbox.consumers().size()
                    + " consumers and " + mailbox.inFlight() + " unsettled messages; end these before deleting it");
        }
        out.record(new DestinationDeleted(queue));
        out.done();
    }

    /** Settings are to hold for a pattern; null for those of the start. */
    public void configure(String pattern, @Nullable DestinationPolicy policy, Decision out) {
        try {
            TopicPattern.parse(pattern);
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "Settings for destinations: " + e.getMessage(), e);
        }
        out.record(new PolicySet(pattern, policy));
        out.done();
    }
}
