// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Appended;
import io.ternmq.broker.BodyHolds;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Fact;
import io.ternmq.broker.PartStored;
import io.ternmq.broker.Routed;
import io.ternmq.broker.StoredMessage;
import io.ternmq.broker.state.Bodies;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.FactApplier;
import io.ternmq.message.MessageRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Applies facts in order and keeps the durable ones for the store. Over a store outside of the heap a message is
 * recorded by reference from the start, so that whoever holds it can let go of it later. A message with a large body is
 * recorded as it is: its bytes are in the store already. Owned by the shard.
 */
final class Recorder {

    private final FactApplier applier;
    private final Bodies bodies;
    private final List<Fact> durable = new ArrayList<>();
    private final StoredMessage.@Nullable Source source;
    private int partBytes;

    /**
     * Makes a recorder.
     *
     * @param source where messages can be read again, or null when letting go of them would save nothing
     */
    Recorder(BrokerState state, StoredMessage.@Nullable Source source) {
        this.applier = new FactApplier(state);
        this.bodies = state.bodies();
        this.source = source;
    }

    void record(Decision decision) {
        List<Fact> facts = decision.facts();
        for (int i = 0; i < facts.size(); i++) {
            record(facts.get(i));
        }
    }

    void record(Fact decided) {
        Routed taken = routedIn(decided);
        if (taken != null && taken.message().isPersistent()) {
            applier.onTaken(taken.message().load().id());
        }
        if (!decided.isDurable()) {
            decided.applyTo(applier);
            return;
        }
        Fact fact = source != null && taken != null && !hasLargeBody(taken)
                ? with(decided, new StoredMessage(taken.message().load(), source))
                : decided;
        durable.add(fact);
        partBytes += fact instanceof PartStored part ? part.bytes().length() : 0;
        fact.applyTo(applier);
    }

    private static boolean hasLargeBody(Routed fact) {
        return BodyHolds.of(fact.message()) != null;
    }

    /** The part of a fact that brings a message, or null. */
    private static @Nullable Routed routedIn(Fact fact) {
        if (fact instanceof Routed routed) {
            return routed;
        }
        return fact instanceof Appended appended ? appended.routed() : null;
    }

    /** Applies a fact that is in the store already, at a place or in a checkpoint. */
    void replay(Fact fact, long ref) {
        Routed routed = routedIn(fact);
        if (ref != 0 && routed != null && routed.message().isPersistent()) {
            applier.onTaken(routed.message().load().id()); // a checkpoint says by other facts what was taken before it
        }
        if (fact instanceof PartStored part) {
            part.applyTo(applier);
            bodies.storedAt(part.body(), ref);
        } else if (source != null && ref != 0 && routed != null && !hasLargeBody(routed)) {
            MessageRef message = routed.message();
            with(fact, new StoredMessage(
                    ref, message.sizeBytes(), message.priority(), message.expirationMillis(), source))
                    .applyTo(applier);
        } else {
            fact.applyTo(applier);
        }
    }

    private static Fact with(Fact fact, StoredMessage message) {
        if (fact instanceof Appended appended) {
            return new Appended(
                    with(appended.routed(), message),
                    appended.stream(),
                    appended.offset(),
                    appended.millis(),
                    appended.key(),
                    appended.version());
        }
        return with((Routed) fact, message);
    }

    private static Routed with(Routed fact, StoredMessage message) {
        return new Routed(fact.entry(), message, fact.mailboxes(), fact.dueMillis(), fact.isDurable());
    }

    List<Fact> durable() {
        return durable;
    }

    /** How many bytes of large bodies are among them. */
    int partBytes() {
        return partBytes;
    }

    void clear() {
        durable.clear();
        partBytes = 0;
    }
}
