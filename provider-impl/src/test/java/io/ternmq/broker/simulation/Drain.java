// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ternmq.broker.CoreHarness;
import io.ternmq.broker.BranchPrepared;
import io.ternmq.broker.Routed;
import io.ternmq.message.Address;
import io.ternmq.protocol.BranchId;
import io.ternmq.protocol.CommitBranch;
import io.ternmq.protocol.Credit;
import io.ternmq.protocol.Disconnect;
import io.ternmq.protocol.OpenConsumer;
import io.ternmq.protocol.Outcome;
import io.ternmq.protocol.RecoverBranches;
import io.ternmq.protocol.RollbackBranch;
import io.ternmq.protocol.Settle;
import io.ternmq.protocol.Settlement;
import io.ternmq.protocol.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The end of a run: consumers take everything, and then nothing is left over anywhere. */
final class Drain {

    private static final int MOST_ROUNDS = 40;
    private static final int PLENTY = 1_000;

    private final Simulation simulation;
    private final List<SimClient> takers = new ArrayList<>();
    private final List<@Nullable String> clientIds = new ArrayList<>();
    private final Set<String> opened = new HashSet<>();

    Drain(Simulation simulation) {
        this.simulation = simulation;
    }

    void run() {
        simulation.hold(false);
        for (SimClient client : List.copyOf(simulation.clients())) {
            simulation.ask(client, new Disconnect());
        }
        finishBranches();
        for (int round = 0; round < MOST_ROUNDS && !simulation.model().isEmpty(); round++) {
            for (Place place : List.copyOf(simulation.model().places.values())) {
                if (opened.add(place.label)) {
                    open(place);
                }
            }
            takers.forEach(this::acknowledge);
            simulation.advance(1_000);
        }
        nothingIsLeft();
    }

    /** Only prepared branches are left now: they are found again, and committed or rolled back in turn. */
    private void finishBranches() {
        SimClient manager = simulation.connect(null);
        simulation.ask(manager, new RecoverBranches());
        boolean commits = true;
        for (BranchId branch : List.copyOf(simulation.model().branches.all.keySet())) {
            simulation.ask(
                    manager, commits ? new CommitBranch(branch, false) : new RollbackBranch(branch, List.of()));
            commits = !commits;
        }
        simulation.ask(manager, new Disconnect());
    }

    private void open(Place place) {
        Place.Spec spec = place.spec;
        SimClient client = clientOf(spec == null ? null : spec.clientId());
        long handle = ++client.lastHandle;
        if (spec == null) {
            simulation.ask(client, new OpenConsumer(handle, new Source.OfQueue(place.address), null));
        } else {
            Source source = new Source.OfSubscription(
                    Address.topic(spec.topic()), spec.name(), spec.durable(), spec.shared(), spec.noLocal());
            simulation.ask(client, new OpenConsumer(handle, source, spec.filter().text()));
        }
        simulation.ask(client, new Credit(handle, PLENTY));
    }

    private SimClient clientOf(@Nullable String clientId) {
        for (int i = 0; i < takers.size(); i++) {
            if (Objects.equals(clientIds.get(i), clientId)) {
                return takers.get(i);
            }
        }
        takers.add(simulation.connect(clientId));
        clientIds.add(clientId);
        return takers.get(takers.size() - 1);
    }

    private void acknowledge(SimClient client) {
        List<Settlement> settlements = client.visible.stream()
                .map(visible -> Settlement.of(visible.handle(), Outcome.ACCEPTED, visible.delivery()))
                .toList();
        simulation.ask(client, new Settle(settlements));
    }

    private void nothingIsLeft() {
        assertThat(simulation.model().isEmpty()).as("everything was taken").isTrue();
        assertThat(simulation.gate().openRequests()).as("unanswered requests").isZero();
        assertThat(simulation.core().memoryBytes()).as("memory").isZero();
        assertThat(simulation.core().schedule().size()).as("scheduled messages").isZero();
        assertThat(simulation.core().branches().all()).as("branches").isEmpty();
        assertThat(simulation.core().deadlines().size()).as("deadlines").isZero();
        assertThat(CoreHarness.imageOf(simulation.core()))
                .noneMatch(fact -> fact instanceof Routed || fact instanceof BranchPrepared);
        simulation.crash(0);
        assertThat(simulation.core().memoryBytes()).as("memory after a restart").isZero();
    }
}
