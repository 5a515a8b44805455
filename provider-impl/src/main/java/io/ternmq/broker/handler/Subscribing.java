// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.Action;
import io.ternmq.broker.Decision;
import io.ternmq.broker.SubscriptionCreated;
import io.ternmq.broker.SubscriptionDeleted;
import io.ternmq.broker.SubscriptionSpec;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import io.ternmq.protocol.Source;
import io.ternmq.routing.TopicPattern;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the subscription that a consumer asks for, section 8.3. A durable subscription that nobody uses is
 * replaced when topic, selector or noLocal differ; one that is in use, or of which messages are not acknowledged, is
 * not.
 */
final class Subscribing {

    private final BrokerState state;

    Subscribing(BrokerState state) {
        this.state = state;
    }

    /** Returns the number of the subscription's mailbox. */
    long subscribe(
            Source.OfSubscription wanted, @Nullable String selector, ConnectionState connection, Decision out) {
        SubscriptionSpec spec = specOf(wanted, selector, connection);
        Subscription known =
                spec.name() == null ? null : state.subscriptions().find(spec.durable(), spec.clientId(), spec.name());
        if (known != null && isSame(known.spec(), spec)) {
            requireFree(known, spec);
            return known.mailbox();
        }
        if (known != null) {
            connection.outlet().rights().require(Action.CONSUME, Address.topic(known.spec().topic()));
            requireReplaceable(known, spec);
            out.record(new SubscriptionDeleted(known.mailbox(), known.spec().durable()));
        }
        long mailbox = state.numbers().nextMailbox();
        out.record(new SubscriptionCreated(mailbox, spec));
        return mailbox;
    }

    private static SubscriptionSpec specOf(
            Source.OfSubscription wanted, @Nullable String selector, ConnectionState connection) {
        String topic = requirePattern(wanted.topic().name());
        String text = selector == null || selector.isBlank() ? null : selector;
        if (wanted.durable() && !wanted.shared() && connection.clientId() == null) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE,
                    "An unshared durable subscription needs a client identifier on the connection");
        }
        String clientId = wanted.name() == null && !wanted.noLocal() ? null : connection.clientId();
        long owner = wanted.durable() || wanted.shared() ? 0 : connection.id();
        return new SubscriptionSpec(
                clientId, wanted.name(), topic, text, wanted.durable(), wanted.shared(), wanted.noLocal(), owner);
    }

    private static String requirePattern(String topic) {
        try {
            TopicPattern.parse(topic);
            return topic;
        } catch (IllegalArgumentException e) {
            throw new ProviderException(ErrorCode.INVALID_DESTINATION, String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isSame(SubscriptionSpec known, SubscriptionSpec wanted) {
        return known.shared() == wanted.shared()
                && known.noLocal() == wanted.noLocal()
                && known.topic().equals(wanted.topic())
                && Objects.equals(known.selector(), wanted.selector());
    }

    private void requireFree(Subscription known, SubscriptionSpec wanted) {
        if (!wanted.shared() && isInUse(known)) {
            throw conflict(wanted, "has an active consumer already and is not shared");
        }
    }

    private void requireReplaceable(Subscription known, SubscriptionSpec wanted) {
        if (known.spec().shared() != wanted.shared()) {
            throw conflict(wanted, known.spec().shared() ? "is shared" : "is not shared");
        }
        if (isInUse(known)) {
            throw conflict(wanted, "is in use with another topic, selector or noLocal");
        }
        Mailbox mailbox = state.mailbox(known.mailbox());
        if (mailbox != null && mailbox.inFlight() > 0) {
            throw conflict(
                    wanted,
                    "has another topic, selector or noLocal, and messages that were received and not acknowledged or"
                            + " committed yet, so that it cannot be replaced");
        }
    }

    private boolean isInUse(Subscription subscription) {
        Mailbox mailbox = state.mailbox(subscription.mailbox());
        return mailbox != null && !mailbox.consumers().isEmpty();
    }

    private static ProviderException conflict(SubscriptionSpec wanted, String why) {
        return new ProviderException(
                ErrorCode.SUBSCRIPTION_CONFLICT, "Subscription '" + wanted.name() + "' " + why);
    }
}
