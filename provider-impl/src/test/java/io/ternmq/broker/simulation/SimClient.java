// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import io.ternmq.api.ProviderException;
import io.ternmq.link.LinkEvents;
import io.ternmq.link.LinkPeer;
import io.ternmq.message.Address;
import io.ternmq.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A client's connection and what it knows: only what has reached it. */
final class SimClient implements LinkEvents {

    /** A delivery that has arrived and is not settled; {@code place} is for the witness. */
    record Visible(long handle, long delivery, int attempt, Object message, String place) {

        /** Dead letters of several subscriptions may be one message in one queue, so they carry their number. */
        String key() {
            boolean many = place.startsWith("queue DLQ.") || MIXED.contains(place);
            return message + " in " + place + (many ? " as " + delivery : "");
        }
    }

    private static final Set<String> MIXED = Set.of("queue graveyard", "queue expired");

    final long connection;
    final List<Long> handles = new ArrayList<>();
    final List<Visible> visible = new ArrayList<>();
    final List<Address> temporaries = new ArrayList<>();
    final List<Long> recalled = new ArrayList<>();
    long lastHandle;
    long transaction = 1;
    /** The last number under which it worked in a branch, without its sign. */
    long lastPart;
    private final Simulation simulation;
    private LinkPeer peer;

    SimClient(Simulation simulation, long connection) {
        this.simulation = simulation;
        this.connection = connection;
    }

    void joined(LinkPeer broker) {
        peer = broker;
    }

    LinkPeer peer() {
        return peer;
    }

    @Override
    public void onEvent(Event event) {
        simulation.onEvent(this, event);
    }

    @Override
    public void onLost(ProviderException reason) {
        throw new AssertionError("The core gave up a connection", reason);
    }

    @Override
    public String toString() {
        return "client " + connection;
    }
}
