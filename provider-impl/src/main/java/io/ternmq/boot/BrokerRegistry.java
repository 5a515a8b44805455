// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.broker.Fact;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import io.ternmq.store.memory.MemoryMedium;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The brokers of this Java virtual machine by name, and what they leave behind: a broker in memory that stops and is
 * started again under its name finds its persistent messages and durable subscriptions. All methods hold the monitor
 * and none waits for a broker, since some are called from inside a shard.
 */
public final class BrokerRegistry {

    private static final BrokerRegistry INSTANCE = new BrokerRegistry();

    private final Map<String, EmbeddedBroker> running = new HashMap<>();
    private final Map<String, MemoryMedium<Fact>> media = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();

    private BrokerRegistry() {}

    /** The registry of this Java virtual machine. */
    public static BrokerRegistry instance() {
        return INSTANCE;
    }

    /**
     * Starts a broker.
     *
     * @throws ProviderException with {@code ILLEGAL_STATE} when a broker of this name runs
     */
    public synchronized EmbeddedBroker start(BrokerAssembly assembly) {
        String name = assembly.settings().name();
        if (name.isBlank()) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "A broker needs a name: vm://<name>");
        }
        if (running.containsKey(name)) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "A broker named '" + name + "' runs already in this Java virtual machine");
        }
        EmbeddedBroker broker = new EmbeddedBroker(assembly, this);
        running.put(name, broker);
        return broker;
    }

    /** Starts a broker in memory with the machine's clock and threads. */
    public EmbeddedBroker start(BrokerSettings settings) {
        return start(assemble(settings, false));
    }

    /** A running broker. */
    public synchronized Optional<EmbeddedBroker> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    /**
     * Opens links to the broker of a name, which is started when none runs and then stops after the last connection.
     */
    public Connector connectorTo(String name) {
        return events -> open(name, events);
    }

    /**
     * Keeps connections from starting a broker of this name: while none runs, they are refused. For tests that stop
     * brokers.
     */
    public synchronized void reserve(String name) {
        reserved.add(name);
    }

    /** Undoes {@link #reserve}. */
    public synchronized void release(String name) {
        reserved.remove(name);
    }

    /** Clock and threads for clients of the broker of a name. */
    public synchronized Environment environmentOf(String name) {
        EmbeddedBroker broker = running.get(name);
        return broker == null ? SystemThreads.ENVIRONMENT : broker.environment();
    }

    /** Users are read, and their passwords hashed, outside of the monitor, which shards may wait for. */
    private Link open(String name, LinkEvents events) {
        Link link = openIfRunning(name, events);
        if (link != null) {
            return link;
        }
        BrokerSettings settings = new BrokerSettings(name, BrokerPolicy.defaults(), Map.of(), UsersFile.named());
        return openOrStart(settings, events);
    }

    private synchronized @Nullable Link openIfRunning(String name, LinkEvents events) {
        EmbeddedBroker broker = running.get(name);
        if (broker == null && reserved.contains(name)) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "Broker '" + name + "' does not run at present");
        }
        return broker == null ? null : broker.connector().open(events);
    }

    private synchronized Link openOrStart(BrokerSettings settings, LinkEvents events) {
        Link link = openIfRunning(settings.name(), events);
        return link == null ? start(assemble(settings, true)).connector().open(events) : link;
    }

    synchronized void remove(EmbeddedBroker broker) {
        running.remove(broker.name(), broker);
        media.values().removeIf(medium -> medium.isEmpty());
    }

    synchronized boolean removeIfUnused(EmbeddedBroker broker) {
        if (!broker.isAutomatic() || broker.hasConnections() || running.get(broker.name()) != broker) {
            return false;
        }
        remove(broker);
        return true;
    }

    private synchronized BrokerAssembly assemble(BrokerSettings settings, boolean isAutomatic) {
        MemoryMedium<Fact> medium = media.computeIfAbsent(settings.name(), absent -> new MemoryMedium<>());
        return new BrokerAssembly(
                settings,
                SystemThreads.ENVIRONMENT,
                new SplittableRandom(),
                medium::open,
                UnaryOperator.identity(),
                isAutomatic);
    }
}
