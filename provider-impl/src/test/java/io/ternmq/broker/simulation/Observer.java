// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.management.MailboxCondition;
import io.ternmq.api.management.MailboxStatistics;
import io.ternmq.api.management.MailboxTotals;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.mailbox.HeldVisitor;
import io.ternmq.broker.mailbox.Mailbox;
import io.ternmq.broker.mailbox.MailboxConsumer;
import io.ternmq.broker.mailbox.Paged;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.broker.state.Destination;
import io.ternmq.broker.subscription.Subscription;
import io.ternmq.message.Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds the core against the model after a command. What the model leaves open is read from the core, found to be
 * allowed, and taken over: numbers of new messages, which expired ones were noticed, who was given what.
 */
final class Observer {

    private final BrokerState core;
    private final Model model;
    private final BranchObserver branches;
    private final Map<Place, Mailbox> mailboxes = new HashMap<>();
    private final List<Taker> recalled = new ArrayList<>();

    Observer(BrokerState core, Model model) {
        this.core = core;
        this.model = model;
        this.branches = new BranchObserver(core, model);
    }

    /** Returns the deliveries that were decided since the last time. */
    List<Outgoing> observe() {
        takeOverComingAndGoing();
        return verify();
    }

    /** The same after a restart: what a message costs and where counting begins is for the core to say. */
    List<Outgoing> observeRestart() {
        findMailboxes();
        model.places.values().forEach(this::adoptCharges);
        takeOverComingAndGoing();
        model.places.values().forEach(this::adoptFigures);
        return verify();
    }

    private void takeOverComingAndGoing() {
        model.places.values().forEach(place -> place.held.forEach(held -> held.admitted = false));
        boolean again = true;
        while (again) {
            findMailboxes();
            again = noticeExpired();
            again |= model.admitWaiting();
            findMailboxes();
            again |= meetNewcomers();
        }
    }

    private List<Outgoing> verify() {
        sameNumberOfPlaces();
        if (core.isPaging()) {
            model.places.values().forEach(this::adoptCharges);
        }
        List<Outgoing> outgoing = new ArrayList<>();
        for (Place place : model.places.values()) {
            noStrangers(place);
            outgoing.addAll(takeOverDeliveries(place));
            takeOverRecalls(place);
            sameMessages(place);
            sameConsumers(place);
            nothingIsLeftLying(place);
            sameFigures(place);
        }
        branches.verify(this::mailboxOf);
        Check.same(core.memoryBytes(), model.memoryBytes(), "bytes in", "memory");
        Check.same(core.connections().size(), model.peers.size(), "number of", "connections");
        Check.same(core.duplicates().dropped(), model.known.dropped, "duplicates dropped of", "all");
        Check.same(core.touched().size(), 0, "mailboxes that were not looked at", core.touched());
        return outgoing;
    }

    /** Reads a temporary destination that the core has just made; returns its address. */
    Address meetTemporary(long connection) {
        for (Destination destination : core.destinations()) {
            Address address = destination.address();
            if (destination.owner() == connection && model.isGone(address)) {
                if (address.isQueue()) {
                    model.createQueue(address, connection);
                } else {
                    model.temporaryTopics.put(address.name(), connection);
                }
                return address;
            }
        }
        throw new AssertionError("No temporary destination was made");
    }

    private void adoptCharges(Place place) {
        for (Held held : place.held) {
            Entry entry = entryOf(place, held);
            if (entry != null) {
                boolean isPaged = core.isPaging() && place.isDurable() && held.mayCostPaged(entry.charge());
                Check.that(isPaged || held.mayCost(entry.charge()), "charge {} of {}", entry.charge(), held);
                held.charge = entry.charge();
            }
        }
    }

    private void adoptFigures(Place place) {
        MailboxTotals totals = mailboxOf(place).statistics().totals();
        place.arrivals = totals.enqueued();
        place.redelivered = totals.redelivered();
        place.exits.put(Place.Exit.ACKNOWLEDGED, totals.acknowledged());
        place.exits.put(Place.Exit.DEAD_LETTERED, totals.deadLettered());
        place.exits.put(Place.Exit.EXPIRED, totals.expired());
        place.exits.put(Place.Exit.DROPPED, totals.dropped());
        long left = place.arrivals - place.exits.values().stream().mapToLong(count -> count).sum();
        Check.same(left, place.held.size(), "what came less what went in", place);
    }

    // ---- finding things

    private void findMailboxes() {
        mailboxes.clear();
        model.places.values().forEach(place -> mailboxes.put(place, find(place)));
    }

    private Mailbox mailboxOf(Place place) {
        Mailbox found = mailboxes.get(place);
        Check.that(found != null, "{} is not in the core", place);
        return found;
    }

    private Mailbox find(Place place) {
        Place.Spec spec = place.spec;
        if (spec == null) {
            Destination destination = core.destination(place.address);
            return destination == null ? null : destination.mailbox();
        }
        if (spec.name() != null) {
            Subscription known = core.subscriptions().find(spec.durable(), spec.clientId(), spec.name());
            return known == null ? null : core.mailbox(known.mailbox());
        }
        ConnectionState connection = core.connection(spec.owner());
        MailboxConsumer consumer = connection == null ? null : connection.consumers().get(place.firstHandle);
        return consumer == null ? null : consumer.mailbox();
    }

    private Entry entryOf(Place place, Held held) {
        return mailboxOf(place).find(held.entry);
    }

    private void sameNumberOfPlaces() {
        long queues = core.destinations().stream().filter(one -> one.mailbox() != null).count();
        long topics = core.destinations().stream().filter(one -> one.mailbox() == null).count();
        Check.same(queues + core.subscriptions().all().size(), model.places.size(), "number of", "places");
        Check.same(topics, model.temporaryTopics.size(), "number of", "temporary topics");
    }

    // ---- what came and went

    private boolean noticeExpired() {
        boolean any = false;
        for (Place place : List.copyOf(model.places.values())) {
            for (Held held : List.copyOf(place.held)) {
                if (held.entry != 0 && entryOf(place, held) == null) {
                    mayExpire(place, held);
                    any = true;
                }
            }
        }
        return any;
    }

    private void mayExpire(Place place, Held held) {
        boolean allowed = held.stage == Held.Stage.READY && held.isExpiredAt(model.now);
        Check.that(allowed, "{} is lost from {}", held, place);
        model.expire(place, held);
    }

    private boolean meetNewcomers() {
        boolean any = false;
        for (Place place : List.copyOf(model.places.values())) {
            Map<Long, Entry> strangers = strangersIn(place);
            List<Held> met = new ArrayList<>();
            for (Held held : List.copyOf(place.held)) {
                if (held.entry == 0) {
                    Entry entry = strangers.values().stream()
                            .filter(candidate -> isSame(candidate, held))
                            .findFirst()
                            .orElse(null);
                    if (entry == null) {
                        mayExpire(place, held);
                    } else {
                        held.entry = entry.id();
                        strangers.remove(entry.id());
                        met.add(held);
                    }
                    any = true;
                }
            }
            met.sort(Comparator.comparingLong(held -> held.entry));
            met.stream().filter(held -> held.stage == Held.Stage.READY).forEach(place::makeReady);
        }
        return any;
    }

    private static boolean isSame(Entry entry, Held held) {
        return entry.message().load().id().equals(held.message.id())
                && entry.message().load().properties().equals(held.message.properties())
                && entry.message().load().destination().equals(held.message.destination());
    }

    private Map<Long, Entry> strangersIn(Place place) {
        Map<Long, Entry> strangers = new TreeMap<>();
        Mailbox mailbox = mailboxOf(place);
        mailbox.forEachInOrder(new HeldVisitor() {
            @Override
            public void onEntry(Entry entry) {
                strangers.put(entry.id(), entry);
            }

            @Override
            public long onPaged(Paged message) {
                strangers.put(message.entry(), mailbox.find(message.entry()));
                return message.ref();
            }
        });
        Check.same(strangers.size(), mailbox.depth(), "messages in", place);
        place.held.forEach(held -> strangers.remove(held.entry));
        return strangers;
    }

    private void noStrangers(Place place) {
        strangersIn(place).values().forEach(entry -> {
            throw new AssertionError(entry.message().load() + " should not be in " + place);
        });
    }

    // ---- deliveries

    private List<Outgoing> takeOverDeliveries(Place place) {
        List<Held> delivered = new ArrayList<>();
        Map<Held, Taker> receivers = new HashMap<>();
        for (Held held : place.held) {
            Entry entry = entryOf(place, held);
            if (held.stage == Held.Stage.READY && entry.stage() == Entry.Stage.IN_FLIGHT) {
                delivered.add(held);
                receivers.put(held, takerOf(place, entry));
            }
        }
        delivered.sort(Comparator.comparingLong(Held::key));
        for (Held held : delivered) {
            mayBeDelivered(held, receivers.get(held), entryOf(place, held));
        }
        for (Held held : delivered) {
            nobodyWasPassedOver(place, held, receivers.get(held));
        }
        delivered.forEach(held -> held.straight = false);
        return delivered.stream().map(held -> new Outgoing(receivers.get(held), held)).toList();
    }

    private static Taker takerOf(Place place, Entry entry) {
        MailboxConsumer holder = entry.holder();
        return place.takers.stream()
                .filter(taker -> holder != null
                        && taker.connection == holder.connection()
                        && taker.handle == holder.handle())
                .findFirst()
                .orElseThrow(() -> new AssertionError("delivered to a stranger: " + entry.message().load()));
    }

    private void mayBeDelivered(Held held, Taker taker, Entry entry) {
        Check.that(taker.credit > 0, "{} has no credit and gets {}", taker, held);
        Check.that(!held.isExpiredAt(model.now), "{} is delivered though expired", held);
        Check.that(held.message.deliveryTimeMillis() <= model.now, "{} is delivered early", held);
        Check.that(taker.accepts(held), "{} does not want {} and gets it", taker, held);
        Check.same(entry.attempts(), held.attempts + 1, "attempts of", held);
        taker.credit--;
        held.attempts++;
        held.stage = Held.Stage.IN_FLIGHT;
        held.holder = taker;
        if (held.straight) {
            String line = held.message.id().producer() + held.message.destination() + held.message.priority();
            Long before = taker.lastNumbers.put(line, held.message.id().number());
            boolean inOrder = before == null || before < held.message.id().number();
            Check.that(inOrder, "{} gets {} after number {} of the same producer", taker, held, before);
        }
    }

    private static void nobodyWasPassedOver(Place place, Held delivered, Taker taker) {
        for (Held left : place.held) {
            boolean passedOver = left.stage == Held.Stage.READY
                    && !left.admitted
                    && taker.accepts(left)
                    && left.key() < delivered.key();
            Check.that(!passedOver, "{} gets {} before {}", taker, delivered, left);
        }
    }

    private static void nothingIsLeftLying(Place place) {
        for (Taker taker : place.takers) {
            if (taker.credit > 0) {
                for (Held held : place.held) {
                    boolean lies = held.stage == Held.Stage.READY && taker.accepts(held);
                    Check.that(!lies, "{} has credit and does not get {}", taker, held);
                }
            }
        }
    }

    /** Whoever is asked for messages back is not asked again before it has settled something or revoked its credit. */
    private void takeOverRecalls(Place place) {
        for (Taker taker : place.takers) {
            boolean asked = core.connection(taker.connection).consumers().get(taker.handle).isRecalled();
            if (asked && !taker.recalled) {
                boolean starving = place.takers.stream().anyMatch(other -> other != taker);
                boolean wanted = starving || taker.isOutranked();
                Check.that(wanted && taker.inFlight() > 0, "{} of {} is asked for messages back", taker, place);
                taker.recalled = true;
                recalled.add(taker);
            }
            Check.that(asked == taker.recalled, "{} has given messages back", taker);
        }
    }

    /** The consumers that were asked for messages back since this was asked last. */
    List<Taker> takeRecalled() {
        List<Taker> taken = List.copyOf(recalled);
        recalled.clear();
        return taken;
    }

    // ---- sameness

    private void sameMessages(Place place) {
        Set<Long> numbers = new HashSet<>();
        for (Held held : place.held) {
            Entry entry = entryOf(place, held);
            Check.that(numbers.add(held.entry), "{} is in {} twice", held, place);
            Check.same(entry.attempts(), held.attempts, "attempts of", held);
            Check.same(entry.charge(), held.charge, "charge of", held);
            switch (held.stage) {
                case WAITING -> {
                    Check.same(entry.stage(), Entry.Stage.SCHEDULED, "stage of", held);
                    Check.same(entry.dueMillis(), held.due, "moment of", held);
                }
                case READY -> Check.same(entry.stage(), Entry.Stage.READY, "stage of", held);
                case IN_FLIGHT -> {
                    Check.same(entry.stage(), Entry.Stage.IN_FLIGHT, "stage of", held);
                    Check.same(entry.holder().handle(), held.holder.handle, "consumer of", held);
                    Check.same(entry.holder().connection(), held.holder.connection, "connection of", held);
                }
                case CLAIMED -> {
                    Check.same(entry.stage(), Entry.Stage.CLAIMED, "stage of", held);
                    Check.that(entry.holder() == null, "{} is in flight besides", held);
                }
            }
        }
    }

    private void sameConsumers(Place place) {
        Mailbox mailbox = mailboxOf(place);
        Check.same(mailbox.consumers().size(), place.takers.size(), "consumers of", place);
        for (Taker taker : place.takers) {
            MailboxConsumer consumer = core.connection(taker.connection).consumers().get(taker.handle);
            Check.that(consumer != null, "{} of {} is not in the core", taker, place);
            Check.that(consumer.credit() >= 0, "credit of {} is negative", taker);
            Check.same(consumer.credit(), taker.credit, "credit of", taker);
            Check.same(consumer.inFlight(), taker.inFlight(), "in flight to", taker);
        }
    }

    private void sameFigures(Place place) {
        MailboxStatistics seen = mailboxOf(place).statistics();
        MailboxTotals totals = new MailboxTotals(
                place.arrivals,
                place.count(Place.Exit.ACKNOWLEDGED),
                place.redelivered,
                place.count(Place.Exit.DEAD_LETTERED),
                place.count(Place.Exit.EXPIRED),
                place.count(Place.Exit.DROPPED),
                seen.totals().expiredKept(),
                0);
        MailboxStatistics expected = new MailboxStatistics(
                seen.name(),
                place.count(Held.Stage.READY),
                place.countOut(),
                place.count(Held.Stage.WAITING),
                place.bytes(),
                place.takers.size(),
                totals,
                new MailboxCondition(0, false, place.waiting.size()));
        Check.same(seen, expected, "figures of", place);
        Check.same(mailboxOf(place).waitingSenders(), place.waiting.size(), "senders that wait for", place);
    }
}
