// SPDX-License-Identifier: Apache-2.0
package io.ternmq.client.session;

import io.ternmq.protocol.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a session consumed and nobody acknowledged yet, in the order of consumption. Owner: the session; guarded by its
 * own monitor, because programs acknowledge from other threads although they should not.
 */
final class Ledger {

    private final Set<Event.Deliver> entries = new LinkedHashSet<>();

    synchronized void add(Event.Deliver delivery) {
        entries.add(delivery);
    }

    synchronized void addAll(List<Event.Deliver> deliveries) {
        entries.addAll(deliveries);
    }

    /** Takes one out; false when it is not there any more. */
    synchronized boolean remove(Event.Deliver delivery) {
        return entries.remove(delivery);
    }

    synchronized List<Event.Deliver> takeAll() {
        List<Event.Deliver> all = new ArrayList<>(entries);
        entries.clear();
        return all;
    }

    synchronized int size() {
        return entries.size();
    }
}
