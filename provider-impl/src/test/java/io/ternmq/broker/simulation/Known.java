// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.MessageProperties;
import io.ternmq.message.Address;
import io.ternmq.message.FrozenMessage;
import io.ternmq.message.MessageId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the model has taken already. */
final class Known {

    private record Name(Address destination, Object id) {}

    private record Taken(long millis, boolean durable) {}

    private final Map<Name, Taken> names = new LinkedHashMap<>();
    private final Map<MessageId, Taken> messages = new LinkedHashMap<>();

    /** Taken without a trace in the store: whether the core still knows them after a crash is left open. */
    private final Set<MessageId> uncertain = new HashSet<>();

    private final Set<MessageId> sentAgain = new HashSet<>();

    /** How many duplicates have been dropped by this process. */
    long dropped;

    /** What survives a crash. */
    Known survivor() {
        Known copy = new Known();
        names.forEach((name, taken) -> {
            if (taken.durable()) {
                copy.names.put(name, taken);
            }
        });
        copy.uncertain.addAll(uncertain);
        messages.forEach((id, taken) -> {
            if (taken.durable()) {
                copy.messages.put(id, taken);
            } else {
                copy.uncertain.add(id);
            }
        });
        copy.sentAgain.addAll(sentAgain);
        return copy;
    }

    private static @Nullable Name nameOf(FrozenMessage message) {
        Object id = message.properties().get(MessageProperties.DEDUP_ID);
        return id == null ? null : new Name(message.destination(), id);
    }

    boolean knowsMessage(MessageId id) {
        return messages.containsKey(id);
    }

    boolean knowsName(FrozenMessage message, long now) {
        Name name = nameOf(message);
        Taken taken = name == null ? null : names.get(name);
        return taken != null && now - taken.millis() < Settings.WINDOW;
    }

    /** Whether to take a message because of its name, which is then taken. */
    boolean admits(FrozenMessage message, long now) {
        if (knowsName(message, now)) {
            dropped++;
            return false;
        }
        Name name = nameOf(message);
        if (name != null) {
            names.put(name, new Taken(now, message.isPersistent() && !message.destination().isTemporary()));
        }
        return true;
    }

    void onRouted(FrozenMessage message, boolean durable, long now) {
        if (message.isPersistent()) {
            messages.put(message.id(), new Taken(now, durable));
        }
    }

    void onSentAgain(MessageId id) {
        sentAgain.add(id);
    }

    /** Whether it has been sent more than once, so that it may come after what was sent later. */
    boolean isSentAgain(MessageId id) {
        return sentAgain.contains(id);
    }

    /** Whether it is certain what the core makes of it when it is sent again now. */
    boolean isCertain(MessageId id, long now) {
        Taken taken = messages.get(id);
        return !uncertain.contains(id) && (taken == null || now - taken.millis() < Settings.WINDOW);
    }
}
