// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.message.MessageId;
import io.ternmq.protocol.Acknowledge;
import io.ternmq.protocol.Event;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.Request;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been delivered, by the life of the connection in which it was: a number of a delivery means nothing to a
 * broker that has forgotten the connection, or something else. The client sees numbers with the life in their upper
 * bits. Under the monitor of the link.
 */
final class Deliveries {

    private static final int LIFE_SHIFT = 48;
    private static final long NUMBER = (1L << LIFE_SHIFT) - 1;
    private static final long LIVES = (1L << 15) - 1;

    /** What is in flight and persistent, by the number that the client sees. */
    private final Map<Key, Taken> inFlight = new HashMap<>();

    /** What was accepted when nobody could hear it any more: when it comes again from there, it has been consumed. */
    private final Set<Taken> consumed = new HashSet<>();

    /**
     * Consumers of subscriptions and members of groups, with what these are called: each of them has the same message
     * for itself.
     */
    private final Map<Long, String> sharers = new HashMap<>();

    private final Readings readings = new Readings();

    /**
     * Consumers that are members of groups: after a restart of the broker their events come as if for the first time.
     */
    private final Set<Long> inGroups = new HashSet<>();

    private long life;

    private record Key(long consumer, long delivery) {}

    /** A message, and for whom it was: empty for a queue, in which it is once. */
    private record Taken(String sharer, MessageId message) {}

    /** A consumer was opened at a moment. */
    void opened(OpenConsumer request, long nowMillis) {
        readings.opened(request, nowMillis);
        if (request.source() instanceof Source.OfStream stream && stream.group() != null) {
            inGroups.add(request.consumer());
            sharers.put(request.consumer(), "group " + stream.group());
        } else if (request.source() instanceof Source.OfSubscription subscription && subscription.name() != null) {
            sharers.put(request.consumer(), "subscription " + subscription.name());
        }
    }

    private String sharerOf(long consumer) {
        return sharers.getOrDefault(consumer, "");
    }

    /** How to make anew what a request has made. */
    Request again(Request request) {
        return request instanceof OpenConsumer open ? readings.again(open) : request;
    }

    /** The broker has forgotten what was in flight. */
    void beginLife() {
        life = (life + 1) & LIVES;
    }

    /**
     * Takes a delivery in.
     *
     * @return the same with the number that the client is to see, or null when it has been consumed before
     */
    Event.@Nullable Deliver arrived(Event.Deliver event) {
        if (readings.knows(event.consumer())) {
            return readings.arrived(event.consumer(), event.delivery()) ? leased(event) : null;
        }
        boolean mayHaveCome = event.attempt() > 1 || inGroups.contains(event.consumer());
        if (mayHaveCome && consumed.remove(new Taken(sharerOf(event.consumer()), event.message().id()))) {
            return null;
        }
        long number = event.delivery() | life << LIFE_SHIFT;
        if (event.message().isPersistent()) {
            inFlight.put(
                    new Key(event.consumer(), number), new Taken(sharerOf(event.consumer()), event.message().id()));
        }
        return new Event.Deliver(event.consumer(), number, event.attempt(), event.message());
    }

    /**
     * Takes a delivery in that belongs to its taker for a time: what becomes of it after an interruption is decided by
     * the broker alone.
     */
    Event.Deliver leased(Event.Deliver event) {
        return new Event.Deliver(
                event.consumer(), event.delivery() | life << LIFE_SHIFT, event.attempt(), event.message());
    }

    /** The number by which the broker knows a delivery. */
    static long numberOf(long delivery) {
        return delivery & NUMBER;
    }

    /** Whether a delivery is one of an earlier life. */
    boolean isStale(long delivery) {
        return delivery >>> LIFE_SHIFT != life;
    }

    boolean isStale(List<Settlement> settlements) {
        return settlements.stream().flatMapToLong(each -> Arrays.stream(each.deliveries())).anyMatch(this::isStale);
    }

    /** The acknowledgement as the broker knows it; null when it does not know the delivery any more. */
    @Nullable Acknowledge translate(Acknowledge acknowledge) {
        if (isStale(acknowledge.delivery())) {
            return null;
        }
        return new Acknowledge(
                acknowledge.consumer(), acknowledge.delivery() & NUMBER, acknowledge.credit());
    }

    /**
     * The settlements as the broker knows them, without the deliveries that it does not know any more. One that had
     * none is there for its cause.
     */
    List<Settlement> translate(List<Settlement> settlements) {
        List<Settlement> known = new ArrayList<>(settlements.size());
        for (Settlement each : settlements) {
            long[] deliveries = Arrays.stream(each.deliveries())
                    .filter(delivery -> !isStale(delivery))
                    .map(delivery -> delivery & NUMBER)
                    .toArray();
            if (deliveries.length > 0 || each.deliveries().length == 0) {
                known.add(new Settlement(each.consumer(), each.outcome(), deliveries, each.cause()));
            }
        }
        return known;
    }

    /** The broker has confirmed what became of a delivery. */
    void settled(long consumer, long delivery) {
        readings.accepted(consumer, delivery & NUMBER);
        inFlight.remove(new Key(consumer, delivery));
    }

    void settled(List<Settlement> settlements) {
        for (Settlement each : settlements) {
            for (long delivery : each.deliveries()) {
                if (each.outcome() == Outcome.ACCEPTED) {
                    settled(each.consumer(), delivery);
                } else {
                    inFlight.remove(new Key(each.consumer(), delivery));
                }
            }
        }
    }

    /** The client has accepted a delivery, and the broker will never hear of it. */
    void acceptedInVain(long consumer, long delivery) {
        readings.accepted(consumer, delivery & NUMBER);
        Taken taken = inFlight.remove(new Key(consumer, delivery));
        if (taken != null) {
            consumed.add(taken);
        }
    }

    void acceptedInVain(List<Settlement> settlements) {
        for (Settlement each : settlements) {
            for (long delivery : each.deliveries()) {
                if (each.outcome() == Outcome.ACCEPTED && isStale(delivery)) {
                    acceptedInVain(each.consumer(), delivery);
                }
            }
        }
    }

    /** A consumer was closed; what it has may still be settled. */
    void closed(long consumer) {
        readings.forget(consumer);
        inGroups.remove(consumer);
        sharers.remove(consumer);
    }

    /** Nothing of a consumer will be settled any more. */
    void forget(long consumer) {
        closed(consumer);
        inFlight.keySet().removeIf(key -> key.consumer() == consumer);
    }
}
