// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.Limits;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Send;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue or a subscription in the model: a plain list of messages. */
final class Place {

    /** What a subscription is. */
    record Spec(
            @Nullable String clientId,
            @Nullable String name,
            String topic,
            Filter filter,
            boolean durable,
            boolean shared,
            boolean noLocal,
            long owner) {

        boolean isSameAs(Spec other) {
            return shared == other.shared
                    && noLocal == other.noLocal
                    && topic.equals(other.topic)
                    && filter.equals(other.filter);
        }
    }

    /** A send that waits for room. */
    record Waiting(long request, long connection, Send send, long until) {

        FrozenMessage message() {
            return send.message();
        }

        long transaction() {
            return send.transaction();
        }
    }

    /** Why a message leaves. */
    enum Exit { ACKNOWLEDGED, EXPIRED, DEAD_LETTERED, DROPPED }

    final String label;
    final Address address;
    final @Nullable Spec spec;
    final long owner;
    final long firstHandle;
    final DestinationPolicy policy;
    final List<Held> held = new ArrayList<>();
    final List<Taker> takers = new ArrayList<>();
    final List<Waiting> waiting = new ArrayList<>();
    final Map<Exit, Long> exits = new EnumMap<>(Exit.class);
    long arrivals;
    long redelivered;
    private long lastSequence;

    /** A queue. */
    Place(String label, Address queue, long owner, DestinationPolicy policy) {
        this(label, queue, null, owner, 0, policy);
    }

    Place(String label, Address address, @Nullable Spec spec, long owner, long handle, DestinationPolicy policy) {
        this.label = label;
        this.address = address;
        this.spec = spec;
        this.owner = owner;
        this.firstHandle = handle;
        this.policy = policy;
    }

    boolean isDurable() {
        return spec == null ? !address.isTemporary() : spec.durable();
    }

    /** As it comes back after a crash. */
    Place survivor() {
        Place copy = new Place(label, address, spec, owner, 0, policy);
        held.stream()
                .filter(message -> message.message.isPersistent())
                .forEach(message -> copy.held.add(message.survivor()));
        copy.lastSequence = lastSequence;
        return copy;
    }

    void add(Held message) {
        held.add(message);
        arrivals++;
    }

    void remove(Held message, Exit why) {
        held.remove(message);
        exits.merge(why, 1L, Long::sum);
    }

    long count(Exit why) {
        return exits.getOrDefault(why, 0L);
    }

    void makeReady(Held message) {
        message.stage = Held.Stage.READY;
        message.due = 0;
        message.sequence = ++lastSequence;
    }

    List<Held> ready() {
        return held.stream()
                .filter(message -> message.stage == Held.Stage.READY)
                .sorted(Comparator.comparingLong(Held::key))
                .toList();
    }

    long count(Held.Stage stage) {
        long count = 0;
        for (Held message : held) {
            count += message.stage == stage ? 1 : 0;
        }
        return count;
    }

    /** What somebody has: a consumer or a branch. */
    long countOut() {
        return count(Held.Stage.IN_FLIGHT) + count(Held.Stage.CLAIMED);
    }

    long bytes() {
        long sum = 0;
        for (Held message : held) {
            sum += message.message.sizeBytes();
        }
        return sum;
    }

    boolean isFullFor(FrozenMessage message) {
        return isFull(held.size(), bytes(), message);
    }

    private boolean isFull(int count, long bytes, FrozenMessage message) {
        Limits limits = policy.limits();
        boolean tooMany = limits.maxMessages() != Limits.UNLIMITED && count >= limits.maxMessages();
        boolean tooLarge =
                limits.maxBytes() != Limits.UNLIMITED && count > 0 && bytes + message.sizeBytes() > limits.maxBytes();
        return tooMany || tooLarge;
    }

    /** What has to be dropped for a message, or null when dropping does not help. */
    @Nullable List<Held> expendableFor(FrozenMessage message) {
        List<Held> candidates = new ArrayList<>(ready());
        candidates.sort(Comparator.comparingInt((Held one) -> one.message.priority())
                .thenComparingLong(one -> one.sequence));
        List<Held> chosen = new ArrayList<>();
        int count = held.size();
        long bytes = bytes();
        while (isFull(count, bytes, message)) {
            if (candidates.isEmpty()) {
                return null;
            }
            Held next = candidates.remove(0);
            chosen.add(next);
            count--;
            bytes -= next.message.sizeBytes();
        }
        return chosen;
    }

    boolean isDeadLetterQueue() {
        return spec == null
                && (address.name().startsWith("DLQ.") || address.name().equals(policy.deadLetterAddress()));
    }

    @Override
    public String toString() {
        return label;
    }
}
