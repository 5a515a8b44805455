// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.Place;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Finds what operators name; says what there is when there is nothing of that name. Changes nothing. */
public final class Places {

    private static final int MOST_NAMED = 8;

    private final BrokerState state;

    /** Looks into this state. */
    public Places(BrokerState state) {
        this.state = state;
    }

    /**
     * The mailbox of a place.
     *
     * @throws ProviderException with {@code INVALID_DESTINATION} when there is no such place
     */
    public Mailbox mailbox(Place place) {
        return place.kind() == Place.Kind.QUEUE
                ? queue(place.name())
                : mailboxOf(subscription(place.name()), place.name());
    }

    /**
     * The mailbox of a queue.
     *
     * @throws ProviderException with {@code INVALID_DESTINATION} when there is no such queue
     */
    public Mailbox queue(String name) {
        Destination known = state.destination(Address.queue(name));
        if (known == null || known.mailbox() == null) {
            throw unknown("queue", name, queues());
        }
        return known.mailbox();
    }

    /**
     * A subscription, by its label or by the number of its mailbox.
     *
     * @throws ProviderException with {@code INVALID_DESTINATION} when there is none, or more than one
     */
    public Subscription subscription(String name) {
        List<Subscription> called = all(subscription -> subscription.spec().label().equals(name));
        if (called.isEmpty()) {
            called = all(subscription -> Long.toString(subscription.mailbox()).equals(name));
        }
        if (called.isEmpty()) {
            throw unknown("subscription", name, labels());
        }
        if (called.size() > 1) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    called.size() + " subscriptions are called '" + name + "'; name one by its number: "
                            + String.join(", ", called.stream().map(each -> Long.toString(each.mailbox())).toList()));
        }
        return called.get(0);
    }

    private List<Subscription> all(Predicate<Subscription> wanted) {
        return state.subscriptions().all().stream().filter(wanted).toList();
    }

    private Mailbox mailboxOf(Subscription subscription, String name) {
        Mailbox mailbox = state.mailbox(subscription.mailbox());
        if (mailbox == null) {
            throw unknown("subscription", name, labels());
        }
        return mailbox;
    }

    private List<String> queues() {
        return state.destinations().stream()
                .filter(destination -> destination.mailbox() != null && destination.owner() == 0)
                .map(destination -> destination.address().name())
                .toList();
    }

    private List<String> labels() {
        return state.subscriptions().all().stream().map(subscription -> subscription.spec().label()).toList();
    }

    private static ProviderException unknown(String kind, String name, Collection<String> known) {
        return new ProviderException(
                ErrorCode.INVALID_DESTINATION,
                "There is no " + kind + " '" + name + "'; " + inWords(kind, name, known));
    }

    /** Those that begin as the wrong name does come first. */
    private static String inWords(String kind, String name, Collection<String> known) {
        if (known.isEmpty()) {
            return "there is no " + kind + " at all";
        }
        List<String> nearest = known.stream()
                .sorted((one, other) -> {
                    int byLikeness = Integer.compare(sameBeginning(name, other), sameBeginning(name, one));
                    return byLikeness != 0 ? byLikeness : one.compareTo(other);
                })
                .limit(MOST_NAMED)
                .map(each -> '\'' + each + '\'')
                .toList();
        int more = known.size() - nearest.size();
        return "there " + (known.size() == 1 ? "is " : "are ") + String.join(", ", nearest)
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static int sameBeginning(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && Character.toLowerCase(one.charAt(same)) == Character.toLowerCase(other.charAt(same))) {
            same++;
        }
        return same;
    }
}
