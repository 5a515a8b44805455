// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.StreamPolicy;
import io.ternmq.broker.Appended;
import io.ternmq.broker.Appends;
import io.ternmq.broker.Decision;
import io.ternmq.broker.GroupPlaced;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StreamMade;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.stream.EventLog;
import io.ternmq.broker.stream.EventStream;
import io.ternmq.broker.stream.StreamReader;
import io.ternmq.message.Address;
import io.ternmq.message.AddressKind;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.PropertyMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides that a message becomes an event of the stream behind its topic. A stream keeps everything that it is given,
 * so a message that was sent as not persistent is stored all the same, and says so.
 */
final class Appending {

    private final BrokerState state;

    Appending(BrokerState state) {
        this.state = state;
    }

    /** Whether what is sent to a destination becomes an event, which the store keeps however it was sent. */
    static boolean isAppended(Address destination, BrokerState state) {
        return destination.kind() == AddressKind.TOPIC
                && (state.streams().find(destination.name()) != null
                        || state.policyFor(destination).stream() != null);
    }

    /** The stream behind a topic as a decision sees it. */
    private record Target(long id, StreamPolicy policy, @Nullable EventStream known) {

        long nextOffset() {
            return known == null ? 0 : known.log().nextOffset();
        }

        long version(String key) {
            return known == null ? 0 : known.version(key);
        }
    }

    /**
     * Records that a message is appended and goes to mailboxes; false when there is no stream behind its destination.
     *
     * @throws ProviderException with {@code VERSION_CONFLICT} when its sender expects another version
     */
    boolean append(FrozenMessage message, long[] mailboxes, long dueMillis, long nowMillis, Decision out) {
        Target target = message.destination().kind() == AddressKind.TOPIC
                ? target(message.destination().name(), out)
                : null;
        if (target == null) {
            requireNoVersion(message);
            return false;
        }
        Appends appends = out.appends();
        long offset = appends.nextOffset(target.id(), target.nextOffset());
        String key = EventStream.keyOf(message);
        long version = key == null ? 0 : appends.version(target.id(), key, target.version(key)) + 1;
        requireVersion(message, key, version - 1);
        int partition = partitionOf(target.policy(), offset, key);
        FrozenMessage event = event(message, offset, partition, version);
        long millis = target.known() == null ? nowMillis : Math.max(nowMillis, target.known().log().lastMillis());
        Routed routed = new Routed(state.numbers().nextEntry(), event, mailboxes, dueMillis, true);
        Appended fact = new Appended(routed, target.id(), offset, millis, key, version);
        appends.add(fact);
        out.record(fact);
        return true;
    }

    /** Whether one of the messages of a transaction would find another version than its sender expects. */
    boolean isConflicting(List<FrozenMessage> messages) {
        Map<String, Long> versions = new HashMap<>();
        for (FrozenMessage message : messages) {
            String key = EventStream.keyOf(message);
            EventStream stream = message.destination().kind() == AddressKind.TOPIC
                    ? state.streams().find(message.destination().name())
                    : null;
            if (key != null) {
                String place = message.destination().name() + ' ' + key;
                long present = versions.getOrDefault(place, stream == null ? 0 : stream.version(key));
                Object expected = message.properties().get(MessageProperties.EXPECTED_VERSION);
                if (expected instanceof Number number && number.longValue() != present) {
                    return true;
                }
                versions.put(place, present + 1);
            }
        }
        return false;
    }

    /** A message whose version does not matter any more, since its transaction was promised to be carried out. */
    static FrozenMessage promised(FrozenMessage message) {
        if (!message.properties().contains(MessageProperties.EXPECTED_VERSION)) {
            return message;
        }
        Map<String, Object> rest = message.properties().toMutableMap();
        rest.remove(MessageProperties.EXPECTED_VERSION);
        return message.toBuilder().properties(PropertyMap.wrap(rest)).build();
    }

    private static int partitionOf(StreamPolicy policy, long offset, @Nullable String key) {
        return EventLog.partitionOf(offset, EventStream.hashOf(key), policy.partitions());
    }

    private static FrozenMessage event(FrozenMessage message, long offset, int partition, long version) {
        Map<String, Object> places = new LinkedHashMap<>();
        places.put(MessageProperties.OFFSET, offset);
        places.put(MessageProperties.PARTITION, partition);
        if (version > 0) {
            places.put(MessageProperties.VERSION, version);
        }
        return message.toBuilder()
                .persistent(true)
                .properties(message.properties().with(places))
                .build();
    }

    private static void requireNoVersion(FrozenMessage message) {
        if (message.destination().kind() == AddressKind.TOPIC
                && message.properties().contains(MessageProperties.EXPECTED_VERSION)) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT,
                    MessageProperties.EXPECTED_VERSION + " needs a stream behind " + message.destination()
                            + ": configure one for it.");
        }
    }

    private static void requireVersion(FrozenMessage message, @Nullable String key, long present) {
        Object expected = message.properties().get(MessageProperties.EXPECTED_VERSION);
        if (expected == null) {
            return;
        }
        if (key == null || !(expected instanceof Number number)) {
            throw new ProviderException(
                    ErrorCode.MESSAGE_FORMAT,
                    MessageProperties.EXPECTED_VERSION + " must be a number and needs " + MessageProperties.KEY
                            + ", a string.");
        }
        if (number.longValue() != present) {
            throw new ProviderException(
                    ErrorCode.VERSION_CONFLICT,
                    "Key '" + key + "' has " + present + " events in the stream of " + message.destination()
                            + ", but its sender expected " + number.longValue()
                            + ". Read the later ones and decide again.");
        }
    }

    private @Nullable Target target(String topic, Decision out) {
        EventStream known = state.streams().find(topic);
        if (known != null) {
            return new Target(known.id(), known.policy(), known);
        }
        StreamMade pending = out.appends().made(topic);
        if (pending != null) {
            return new Target(pending.stream(), pending.policy(), null);
        }
        StreamPolicy policy = state.policyFor(Address.topic(topic)).stream();
        return policy == null ? null : new Target(make(topic, policy, false, out), policy, null);
    }

    /**
     * Records that there is a stream behind a topic from now on, and that groups whose members read it by a pattern
     * begin with its first event.
     *
     * @return its number
     */
    long make(String topic, StreamPolicy policy, boolean isOwn, Decision out) {
        StreamMade fact = new StreamMade(state.streams().nextId(), topic, policy, isOwn);
        out.appends().make(fact);
        out.record(fact);
        Set<String> groups = new HashSet<>();
        for (StreamReader reader : state.streams().readers()) {
            String group = reader.group();
            if (group != null && reader.reads(topic) && groups.add(group)) {
                out.record(new GroupPlaced(fact.stream(), group, 0));
            }
        }
        return fact.stream();
    }
}
