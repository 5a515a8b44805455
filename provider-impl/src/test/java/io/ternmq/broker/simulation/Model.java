// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.FullPolicy;
import io.ternmq.broker.redelivery.DeadLetters;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the broker should be holding, in plain lists. Decides at the same moments as the core, but leaves open which
 * consumer gets a message and when an expired one is noticed: that is taken over from the core once it is found to be
 * allowed.
 */
final class Model {

    static final String DONE = "DONE";

    private static final int CROWD = 35;

    final Map<String, Place> places = new LinkedHashMap<>();
    final Map<Long, Peer> peers = new TreeMap<>();
    final Map<String, Long> temporaryTopics = new LinkedHashMap<>();

    /** Answers that were decided during this step, by the number of the request. */
    final Map<Long, String> answers = new LinkedHashMap<>();

    final BranchBook branches = new BranchBook(this);
    Known known = new Known();
    private final Function<Address, DestinationPolicy> policies;
    long now;

    /** Whether the store keeps messages outside of the heap. */
    boolean paging;

    Model(Function<Address, DestinationPolicy> policies) {
        this.policies = policies;
    }

    static String refused(ErrorCode code) {
        return "REFUSED " + code;
    }

    /** What survives a crash at this moment. */
    Model survivor() {
        Model copy = new Model(policies);
        copy.now = now;
        for (Place place : places.values()) {
            if (place.isDurable()) {
                copy.places.put(place.label, place.survivor());
            }
        }
        branches.surviveTo(copy);
        copy.known = known.survivor();
        return copy;
    }

    // ---- places

    @Nullable Place queue(Address address) {
        return places.get("queue " + address.name());
    }

    Place createQueue(Address address, long owner) {
        Place place = new Place("queue " + address.name(), address, owner, policies.apply(address));
        places.put(place.label, place);
        return place;
    }

    Place queueForRedirect(String name) {
        Address address = Address.queue(name);
        Place known = queue(address);
        return known != null ? known : createQueue(address, 0);
    }

    static String labelOf(Place.Spec spec, long handle) {
        return spec.name() == null
                ? "subscription " + spec.owner() + "/" + handle
                : "subscription " + (spec.durable() ? "durable " : "") + spec.clientId() + "." + spec.name();
    }

    Place createSubscription(Place.Spec spec, long handle) {
        Address topic = Address.topic(spec.topic());
        Place place = new Place(labelOf(spec, handle), topic, spec, 0, handle, policies.apply(topic));
        places.put(place.label, place);
        return place;
    }

    void delete(Place place) {
        places.remove(place.label);
        for (Place.Waiting waiting : place.waiting) {
            answers.put(waiting.request(), refused(ErrorCode.INVALID_DESTINATION));
        }
        for (Peer peer : peers.values()) {
            peer.takers.values().removeIf(taker -> taker.place == place);
        }
    }

    // ---- sending

    /** Returns the answer, or null when the sender waits. */
    @Nullable String send(Peer peer, Place.Waiting request, boolean retry) {
        FrozenMessage message = request.message();
        Address address = message.destination();
        if (isStray(request)) {
            return refused(ErrorCode.TRANSACTION_ROLLED_BACK);
        } else if (isDuplicate(peer, request)) {
            known.dropped++;
            return DONE;
        } else if (isGone(address)) {
            return refused(ErrorCode.INVALID_DESTINATION);
        }
        List<Place> targets = targets(peer, message);
        Map<Place, List<Held>> drops = new LinkedHashMap<>();
        for (Place place : targets) {
            if (place.isFullFor(message) || (!retry && !place.waiting.isEmpty())) {
                switch (place.policy.limits().fullPolicy()) {
                    case PAGE, BLOCK -> {
                        if (!mayBePaged(message, place)) {
                            place.waiting.add(request);
                            return null;
                        }
                    }
                    case FAIL -> {
                        return refused(ErrorCode.RESOURCE_LIMIT);
                    }
                    case DROP_OLDEST -> {
                        List<Held> drop = place.expendableFor(message);
                        if (drop == null) {
                            return refused(ErrorCode.RESOURCE_LIMIT);
                        }
                        drops.put(place, drop);
                    }
                }
            }
        }
        drops.forEach((place, list) -> list.forEach(held -> place.remove(held, Place.Exit.DROPPED)));
        if (request.send().isResend()) {
            known.onSentAgain(message.id());
        }
        if (request.transaction() == 0) {
            known.admits(message, now);
            route(message, targets, retry);
        } else {
            peer.transactions
                    .computeIfAbsent(request.transaction(), absent -> new ArrayList<>())
                    .add(message);
        }
        return DONE;
    }

    /** Whether a full place takes it because it can be in the store only. */
    private boolean mayBePaged(FrozenMessage message, Place place) {
        return paging
                && place.policy.limits().fullPolicy() == FullPolicy.PAGE
                && message.isPersistent()
                && place.isDurable();
    }

    /** Whether it has been taken, or is staged in the very transaction of which it is to be part. */
    private boolean isDuplicate(Peer peer, Place.Waiting request) {
        MessageId id = request.message().id();
        boolean direct = request.transaction() == 0;
        boolean staged = !direct && transactionOf(peer, id) == request.transaction();
        if (request.send().isResend() && (staged || known.knowsMessage(id))) {
            return true;
        }
        return direct && known.knowsName(request.message(), now);
    }

    /** Number of the transaction in which a message waits for the commit, or 0. */
    private static long transactionOf(Peer peer, MessageId id) {
        return peer.transactions.entrySet().stream()
                .filter(each -> each.getValue().stream().anyMatch(message -> message.id().equals(id)))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElse(0);
    }

    /**
     * How a message could be sent again that was sent before: the number of the transaction in which it is staged, the
     * given number when it is nowhere, or empty when that would make two of it or a guess. The clock may have gone on
     * since the last step.
     */
    OptionalLong transactionForResend(long connection, FrozenMessage message, long transaction, long moment) {
        MessageId id = message.id();
        Peer sender = peers.get(connection);
        long staged = sender == null ? 0 : transactionOf(sender, id);
        if (staged != 0) {
            return OptionalLong.of(staged);
        }
        boolean pending = peers.values().stream().anyMatch(peer -> transactionOf(peer, id) != 0)
                || places.values().stream()
                        .flatMap(place -> place.waiting.stream())
                        .anyMatch(waiting -> waiting.message().id().equals(id))
                || branches.holds(id);
        return pending || !known.isCertain(id, moment) ? OptionalLong.empty() : OptionalLong.of(transaction);
    }

    /** Whether it was to be part of a branch in which its sender does not work, or not any more. */
    private boolean isStray(Place.Waiting request) {
        return request.transaction() < 0 && !branches.isOpen(request.connection(), request.transaction());
    }

    boolean isGone(Address address) {
        if (!address.isTemporary()) {
            return false;
        }
        return address.isQueue() ? queue(address) == null : !temporaryTopics.containsKey(address.name());
    }

    List<Place> targets(Peer sender, FrozenMessage message) {
        Address address = message.destination();
        if (address.isQueue()) {
            Place queue = queue(address);
            return List.of(queue != null ? queue : createQueue(address, 0));
        }
        return places.values().stream()
                .filter(place -> place.spec != null && wants(place.spec, sender, message))
                .toList();
    }

    private static boolean wants(Place.Spec spec, Peer sender, FrozenMessage message) {
        boolean local = spec.owner() == sender.connection
                || (sender.clientId != null && sender.clientId.equals(spec.clientId()));
        return Topics.matches(spec.topic(), message.destination().name())
                && spec.filter().accepts(message)
                && !(spec.noLocal() && local);
    }

    void route(FrozenMessage message, List<Place> targets, boolean admitted) {
        if (!targets.isEmpty()) {
            known.onRouted(message, targets.stream().anyMatch(Place::isDurable), now);
        }
        for (Place place : targets) {
            long due = message.deliveryTimeMillis() > now ? message.deliveryTimeMillis() : 0;
            Held held = new Held(message, targets.size(), due);
            held.admitted = admitted;
            held.straight &= !known.isSentAgain(message.id());
            place.add(held);
        }
    }

    /** Lets waiting senders in as long as the first of a queue fits; true when there was one. */
    boolean admitWaiting() {
        boolean any = false;
        for (Place place : List.copyOf(places.values())) {
            for (Place.Waiting stray : place.waiting.stream().filter(this::isStray).toList()) {
                place.waiting.remove(stray);
                answers.put(stray.request(), refused(ErrorCode.TRANSACTION_ROLLED_BACK));
                any = true;
            }
            while (!place.waiting.isEmpty() && isSettled(place, place.waiting.get(0))) {
                Place.Waiting first = place.waiting.remove(0);
                Peer peer = peers.get(first.connection());
                answers.put(first.request(), send(peer, first, true));
                any = true;
            }
        }
        return any;
    }

    private boolean isSettled(Place place, Place.Waiting first) {
        return !place.isFullFor(first.message()) || isDuplicate(peers.get(first.connection()), first);
    }

    void refuseOverdue() {
        for (Place place : places.values()) {
            for (Place.Waiting waiting : List.copyOf(place.waiting)) {
                if (waiting.until() <= now) {
                    place.waiting.remove(waiting);
                    answers.put(waiting.request(), refused(ErrorCode.RESOURCE_LIMIT));
                }
            }
        }
    }

    // ---- the end of messages

    void fail(Place place, Held held, @Nullable String cause) {
        int most = place.policy.redelivery().maxDeliveryAttempts();
        if (most > 0 && held.attempts >= most && !place.isDeadLetterQueue()) {
            place.remove(held, Place.Exit.DEAD_LETTERED);
            String setting = place.policy.deadLetterAddress();
            String origin = held.message.destination().isTemporary()
                    ? "temporary"
                    : held.message.destination().name();
            String subscription = place.spec == null ? null : place.spec.name();
            String usual = "DLQ." + origin + (subscription == null ? "" : "." + subscription);
            move(place, held, setting == null ? usual : setting, "MAX_DELIVERY_ATTEMPTS", cause);
            return;
        }
        place.redelivered++;
        long pause = place.policy.redelivery().pauseMillisAfter(held.attempts);
        held.holder = null;
        held.stage = pause == 0 ? Held.Stage.READY : Held.Stage.WAITING;
        held.due = pause == 0 ? 0 : now + pause;
        held.straight = false;
    }

    void expire(Place place, Held held) {
        place.remove(held, Place.Exit.EXPIRED);
        String target = place.policy.expiryAddress();
        if (target != null && !(place.spec == null && place.address.name().equals(target))) {
            move(place, held, target, "EXPIRED", null);
        }
    }

    private void move(Place place, Held held, String queue, String reason, @Nullable String cause) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(DeadLetters.REASON, reason);
        if (cause != null) {
            properties.put(DeadLetters.CAUSE, cause);
        }
        properties.put(DeadLetters.ATTEMPTS, held.attempts);
        if (!held.message.properties().contains(DeadLetters.ORIGIN)) {
            properties.put(DeadLetters.ORIGIN, held.message.destination().toString());
            if (place.spec != null && place.spec.name() != null) {
                properties.put(DeadLetters.ORIGIN_SUBSCRIPTION, place.spec.name());
                if (place.spec.clientId() != null) {
                    properties.put(DeadLetters.ORIGIN_CLIENT, place.spec.clientId());
                }
            }
        }
        Held copy = new Held(held.message.redirectedTo(Address.queue(queue), properties), 1, 0);
        copy.straight = false;
        queueForRedirect(queue).add(copy);
    }

    /** Time has passed: what waited for a moment is ready, in order of the moments. */
    void tick() {
        branches.tick();
        for (Place place : places.values()) {
            place.held.stream()
                    .filter(held -> held.stage == Held.Stage.WAITING && held.due <= now)
                    .sorted(Comparator.comparingLong((Held held) -> held.due).thenComparingLong(held -> held.entry))
                    .toList()
                    .forEach(place::makeReady);
        }
        refuseOverdue();
    }

    // ---- figures

    /** The next moment at which something has to happen by itself. */
    long nextMoment() {
        long next = branches.nextMoment();
        for (Place place : places.values()) {
            for (Held held : place.held) {
                long moment = switch (held.stage) {
                    case WAITING -> held.due;
                    case READY -> held.message.expirationMillis();
                    case IN_FLIGHT, CLAIMED -> 0;
                };
                next = moment == 0 ? next : Math.min(next, moment);
            }
            for (Place.Waiting waiting : place.waiting) {
                next = Math.min(next, waiting.until());
            }
        }
        return next;
    }

    long memoryBytes() {
        long held = places.values().stream()
                .flatMap(place -> place.held.stream())
                .mapToLong(one -> one.charge)
                .sum();
        long staged = peers.values().stream()
                .flatMap(peer -> peer.transactions.values().stream())
                .flatMap(List::stream)
                .mapToLong(FrozenMessage::sizeBytes)
                .sum();
        return held + staged + branches.memoryBytes();
    }

    /** Whether so much waits that consumers should have a chance. */
    boolean isCrowded() {
        return places.values().stream().mapToInt(place -> place.held.size()).sum() > CROWD;
    }

    /** Numbers of what is in flight to other consumers of the same place. */
    List<Long> inFlightBeside(long connection, long handle) {
        Peer peer = peers.get(connection);
        Taker taker = peer == null ? null : peer.takers.get(handle);
        return taker == null
                ? List.of()
                : taker.place.held.stream()
                        .filter(held -> held.holder != null && held.holder != taker)
                        .map(held -> held.entry)
                        .toList();
    }

    boolean isEmpty() {
        return branches.all.isEmpty()
                && places.values().stream().allMatch(place -> place.held.isEmpty() && place.waiting.isEmpty());
    }
}
