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
import io.ternmq.link.LinkPeer;
import io.ternmq.link.NetworkService;
import io.ternmq.store.memory.MemoryMedium;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The brokers of this Java virtual machine by name, and what they leave behind: a broker in memory that stops and is
 * started again under its name finds its persistent messages and durable subscriptions. The monitor is never held
 * while a broker is opened or closed, since some methods are called from inside a shard; those who need a broker that
 * is being opened or closed wait outside.
 */
public final class BrokerRegistry {

    private static final long LONGEST_WAIT_SECONDS = 30;

    private static final BrokerRegistry INSTANCE = new BrokerRegistry();

    private final Map<String, EmbeddedBroker> running = new HashMap<>();
    private final Map<String, MemoryMedium<Fact>> media = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> starting = new HashMap<>();
    private final Map<String, CompletableFuture<Void>> stopping = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();

    private BrokerRegistry() {}

    /** The registry of this Java virtual machine. */
    public static BrokerRegistry instance() {
        return INSTANCE;
    }

    /**
     * Starts a broker; waits until one of the same name that is about to end has given its store up.
     *
     * @throws ProviderException with {@code ILLEGAL_STATE} when a broker of this name runs
     */
    public EmbeddedBroker start(BrokerAssembly assembly) {
        String name = assembly.settings().name();
        if (name.isBlank()) {
            throw new ProviderException(ErrorCode.INVALID_SETTING, "A broker needs a name: vm://<name>");
        }
        CompletableFuture<Void> ready = new CompletableFuture<>();
        CompletableFuture<Void> previous = announce(name, ready);
        try {
            await(previous, name);
            EmbeddedBroker broker = new EmbeddedBroker(assembly, this);
            synchronized (this) {
                running.put(name, broker);
            }
            if (broker.gone().isDone()) {
                remove(broker); // it failed while it started
            }
            return broker;
        } finally {
            synchronized (this) {
                starting.remove(name);
            }
            ready.complete(null);
        }
    }

    private synchronized @Nullable CompletableFuture<Void> announce(String name, CompletableFuture<Void> ready) {
        if (running.containsKey(name) || starting.containsKey(name)) {
            throw new ProviderException(
                    ErrorCode.ILLEGAL_STATE, "A broker named '" + name + "' runs already in this Java virtual machine");
        }
        starting.put(name, ready);
        return stopping.get(name);
    }

    private static void await(@Nullable CompletableFuture<Void> previous, String name) {
        if (previous == null) {
            return;
        }
        try {
            previous.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException(ErrorCode.TIMEOUT, "Interrupted while waiting for broker '" + name + "'", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProviderException(ErrorCode.TIMEOUT, "Broker '" + name + "' is still being stopped after "
                    + LONGEST_WAIT_SECONDS + " s, or could not be", e);
        }
    }

    /** Starts a broker with the machine's clock and threads. */
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
        return connectorTo(name, null);
    }

    /**
     * Opens links as {@link #connectorTo(String)} does.
     *
     * @param store the text form of the store of a broker that is started, or null for the default
     */
    public Connector connectorTo(String name, @Nullable String store) {
        return events -> open(name, store, events);
    }

    /**
     * What an acceptor asks that leads clients of a network to the broker of a name, which is started and stopped as by
     * {@link #connectorTo(String)}.
     *
     * @param store the text form of the store of a broker that is started, or null for the default
     */
    public NetworkService networkTo(String name, @Nullable String store) {
        startOrFind(name, store);
        return new NamedEntrance(this, name, store);
    }

    /** The broker of a name as a network sees it, started when none runs. */
    EmbeddedBroker runningFor(String name, @Nullable String store) {
        while (true) {
            startOrFind(name, store);
            Optional<EmbeddedBroker> found = find(name);
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** Takes a connection up where no broker can be about to end because it has none. */
    LinkPeer accept(String name, @Nullable String store, Function<NetworkService, LinkPeer> entering) {
        @Nullable LinkPeer peer = null;
        while (peer == null) {
            startOrFind(name, store);
            peer = acceptIfRunning(name, entering);
        }
        return peer;
    }

    private synchronized @Nullable LinkPeer acceptIfRunning(
            String name, Function<NetworkService, LinkPeer> entering) {
        EmbeddedBroker broker = running.get(name);
        return broker == null ? null : entering.apply(broker.network());
    }

    private void startOrFind(String name, @Nullable String store) {
        while (!isRunning(name)) {
            CompletableFuture<Void> other = startOf(name);
            if (other == null) {
                startFor(name, store);
            } else {
                await(other, name);
            }
        }
    }

    private synchronized boolean isRunning(String name) {
        if (!running.containsKey(name) && reserved.contains(name)) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "Broker '" + name + "' does not run at present");
        }
        return running.containsKey(name);
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

    /** Whoever finds no broker starts one; whoever finds one being started waits for it. */
    private Link open(String name, @Nullable String store, LinkEvents events) {
        Link link = openIfRunning(name, events);
        while (link == null) {
            CompletableFuture<Void> other = startOf(name);
            if (other == null) {
                startFor(name, store);
            } else {
                await(other, name);
            }
            link = openIfRunning(name, events);
        }
        return link;
    }

    private synchronized @Nullable CompletableFuture<Void> startOf(String name) {
        return starting.get(name);
    }

    private void startFor(String name, @Nullable String store) {
        try {
            start(assemble(
                    new BrokerSettings(
                            name,
                            BrokerPolicy.defaults(),
                            Map.of(),
                            UsersFile.named(),
                            Stores.parseOrNull(store, name)),
                    true));
        } catch (ProviderException e) {
            if (e.code() != ErrorCode.ILLEGAL_STATE) {
                throw e;
            }
        }
    }

    private synchronized @Nullable Link openIfRunning(String name, LinkEvents events) {
        EmbeddedBroker broker = running.get(name);
        if (broker == null && reserved.contains(name)) {
            throw new ProviderException(ErrorCode.CONNECTION_LOST, "Broker '" + name + "' does not run at present");
        }
        return broker == null ? null : broker.connector().open(events);
    }

    synchronized void remove(EmbeddedBroker broker) {
        if (running.remove(broker.name(), broker)) {
            stopping.put(broker.name(), broker.gone());
            broker.whenGone(() -> forget(broker));
        }
    }

    private synchronized void forget(EmbeddedBroker broker) {
        String name = broker.name();
        stopping.remove(name, broker.gone());
        if (!running.containsKey(name) && !starting.containsKey(name)) {
            media.computeIfPresent(name, (same, medium) -> medium.isEmpty() ? null : medium);
        }
    }

    synchronized boolean removeIfUnused(EmbeddedBroker broker) {
        if (!broker.isAutomatic() || broker.hasConnections() || running.get(broker.name()) != broker) {
            return false;
        }
        remove(broker);
        return true;
    }

    private BrokerAssembly assemble(BrokerSettings settings, boolean isAutomatic) {
        String name = settings.name();
        return new BrokerAssembly(
                settings,
                SystemThreads.ENVIRONMENT,
                new SplittableRandom(),
                Stores.opener(Stores.policyOf(settings), name, () -> memoryOf(name).open()),
                UnaryOperator.identity(),
                isAutomatic);
    }

    private synchronized MemoryMedium<Fact> memoryOf(String name) {
        return media.computeIfAbsent(name, absent -> new MemoryMedium<>());
    }
}
