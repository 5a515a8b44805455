// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.Management;
import io.ternmq.api.management.Place;
import io.ternmq.api.server.Broker;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Fact;
import io.ternmq.broker.handler.Administration;
import io.ternmq.broker.handler.Places;
import io.ternmq.broker.mailbox.Entry;
import io.ternmq.broker.session.Guard;
import io.ternmq.common.Environment;
import io.ternmq.common.Log;
import io.ternmq.link.Connector;
import io.ternmq.link.NetworkService;
import io.ternmq.link.invm.InVmLink;
import io.ternmq.message.FrozenMessage;
import io.ternmq.store.RecordLog;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A broker of this process. Callable from any thread.
 *
 * <pre>
 *   STANDBY -- the store has become free --> ACTIVE
 *   STANDBY, ACTIVE -- close, crash, or a failure --> STOPPED
 * </pre>
 */
public final class EmbeddedBroker implements Broker {

    private static final Log LOG = Log.of(EmbeddedBroker.class);

    private final BrokerAssembly assembly;
    private final BrokerRegistry registry;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile @Nullable Core core;

    EmbeddedBroker(BrokerAssembly assembly, BrokerRegistry registry) {
        this.assembly = assembly;
        this.registry = registry;
        RecordLog<Fact> log = open();
        if (log == null) {
            LOG.log(System.Logger.Level.INFO, () -> "Broker '" + name() + "' stands by: another broker owns its store");
        }
        planNextPeriod();
    }

    /** Opens the store and what runs on it; null while another broker owns it. A failure leaves nothing open. */
    private @Nullable RecordLog<Fact> open() {
        try {
            RecordLog<Fact> log = assembly.storeOpener().tryOpen();
            if (log != null) {
                activate(log);
            }
            return log;
        } catch (RuntimeException | Error e) {
            closed.set(true);
            release();
            throw e;
        }
    }

    private void activate(RecordLog<Fact> log) {
        core = Core.over(log, assembly, this::onFailure, this::onLastOneOut);
    }

    private void planNextPeriod() {
        long period = assembly.storeOpener().periodMillis();
        if (period > 0 && !closed.get()) {
            Environment environment = environment();
            environment.time().schedule(
                    environment.time().millis() + period, () -> environment.executor().execute(this::onPeriod));
        }
    }

    /** Renews the ownership of the store, or looks whether it has become free; on a thread of its own. */
    private synchronized void onPeriod() {
        if (closed.get()) {
            return;
        }
        try {
            if (core != null) {
                assembly.storeOpener().renew();
            } else {
                takeOver();
            }
        } catch (ProviderException e) {
            LOG.log(System.Logger.Level.WARNING, "Broker '" + name() + "' could not reach its store: " + e.getMessage(),
                    e);
        }
        planNextPeriod();
    }

    private void takeOver() {
        RecordLog<Fact> log = assembly.storeOpener().tryOpen();
        if (log != null) {
            activate(log);
            LOG.log(System.Logger.Level.INFO, () -> "Broker '" + name() + "' has taken its store over");
        }
    }

    @Override
    public String name() {
        return assembly.settings().name();
    }

    @Override
    public boolean isActive() {
        return core != null && !closed.get();
    }

    @Override
    public BrokerStatistics statistics() {
        return Answers.await(core().shard().statistics());
    }

    @Override
    public Management management() {
        return new EmbeddedManagement(this::core, environment().time());
    }

    @Override
    public void createQueue(String queue) {
        administer((administration, out) -> administration.createQueue(queue, out));
    }

    @Override
    public void deleteQueue(String queue) {
        administer((administration, out) -> administration.deleteQueue(queue, out));
    }

    @Override
    public void configure(String pattern, @Nullable DestinationPolicy settings) {
        administer((administration, out) -> administration.configure(pattern, settings, out));
    }

    private void administer(BiConsumer<Administration, Decision> wish) {
        Answers.await(core().shard().administer((administration, out) -> {
            wish.accept(administration, out);
            return Boolean.TRUE;
        }));
    }

    /** Clock and threads of this broker, which clients in the same process share. */
    public Environment environment() {
        return assembly.environment();
    }

    /** Opens links to this broker. */
    public Connector connector() {
        return InVmLink.connectorTo(core().door(), assembly.environment().time());
    }

    /**
     * What an acceptor of a network asks, for as long as the broker runs.
     *
     * @throws ProviderException with {@code CONNECTION_LOST} from each of its methods while the broker stands by
     */
    public NetworkService network() {
        return new NetworkEntrance(this::core);
    }

    /**
     * A message as it is, for doors that hand it on whole. A body that is too large for memory is only named in it.
     *
     * @param place  the queue or subscription
     * @param number its number there, as {@link Management} says it
     * @return the message, or empty when it is not there any more
     * @throws ProviderException as {@link Management#message}
     */
    public Optional<FrozenMessage> frozen(Place place, long number) {
        return Answers.await(core().shard().query(state -> {
            Entry entry = new Places(state).mailbox(place).find(number);
            return entry == null ? Optional.empty() : Optional.of(entry.message().load());
        }));
    }

    /**
     * The users and permissions of the broker, for other doors than messaging.
     *
     * @throws ProviderException with {@code CONNECTION_LOST} while the broker stands by
     */
    public Guard guard() {
        return core().guard();
    }

    private Core core() {
        Core running = core;
        if (running == null) {
            throw new ProviderException(
                    ErrorCode.CONNECTION_LOST, "Broker '" + name() + "' stands by: another broker owns its store");
        }
        return running;
    }

    /** Whether nothing is under way in the broker: no command waits and nothing waits for the store. */
    public boolean isIdle() {
        Core running = core;
        if (running == null) {
            return true;
        }
        running.shard().flush(); // what clients posted lazily waits for no one else
        return running.shard().isIdle();
    }

    boolean isAutomatic() {
        return assembly.isAutomatic();
    }

    boolean hasConnections() {
        Core running = core;
        return running != null && running.service().openConnections() > 0;
    }

    /** Completed when the broker has stopped and its store is free. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /** Runs something when the broker has stopped and its store is free; at once if that is so. */
    public void whenGone(Runnable action) {
        gone.thenRun(action).exceptionally(failed -> {
            LOG.log(System.Logger.Level.ERROR, "Broker '" + name() + "' could not be forgotten", failed);
            return null;
        });
    }

    @Override
    public void close() {
        registry.remove(this);
        stop(new ProviderException(ErrorCode.CONNECTION_LOST, "Broker '" + name() + "' was stopped"));
    }

    /**
     * Ends the broker as a crash would: nobody is heard any more, nothing more reaches the store, clients lose their
     * connection. For tests.
     */
    public void crash() {
        registry.remove(this);
        end(running -> running.crash(
                new ProviderException(ErrorCode.CONNECTION_LOST, "Broker '" + name() + "' crashed")));
    }

    private void stop(ProviderException reason) {
        end(running -> running.stop(reason));
    }

    /** Called inside the shard, or wherever the store failed: leaves at once. */
    private void onFailure(ProviderException cause) {
        registry.remove(this);
        environment().executor().execute(() -> end(running -> running.giveUp(cause)));
    }

    /** Called inside the shard: leaves at once. */
    private void onLastOneOut() {
        if (registry.removeIfUnused(this)) {
            environment().executor().execute(() ->
                    stop(new ProviderException(ErrorCode.CONNECTION_LOST, "The last connection was closed")));
        }
    }

    private void end(Consumer<Core> how) {
        if (closed.compareAndSet(false, true)) {
            try {
                endCore(how);
            } finally {
                release();
            }
        }
    }

    private void release() {
        try {
            assembly.storeOpener().release();
        } finally {
            gone.complete(null);
        }
    }

    /** Not while the store is being taken over. */
    private synchronized void endCore(Consumer<Core> how) {
        Core running = core;
        if (running != null) {
            how.accept(running);
        }
    }
}
