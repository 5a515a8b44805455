// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.broker.Fact;
import io.ternmq.broker.engine.Pictures;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.session.Admission;
import io.ternmq.broker.session.BrokerService;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.common.Environment;
import io.ternmq.link.Connector;
import io.ternmq.link.LinkService;
import io.ternmq.link.invm.InVmLink;
import io.ternmq.routing.PatternMap;
import io.ternmq.routing.TopicPattern;
import io.ternmq.store.RecordLog;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A broker of this process, put together and running. Callable from any thread. */
public final class EmbeddedBroker implements Broker {

    private final BrokerAssembly assembly;
    private final BrokerRegistry registry;
    private final RecordLog<Fact> log;
    private final Shard shard;
    private final BrokerService service;
    private final LinkService door;
    private final AtomicBoolean closed = new AtomicBoolean();

    EmbeddedBroker(BrokerAssembly assembly, BrokerRegistry registry) {
        this.assembly = assembly;
        this.registry = registry;
        BrokerState state = new BrokerState(assembly.settings().policy(), policies(assembly.settings()));
        this.log = assembly.storeOpener().get();
        String identity = HexFormat.of().toHexDigits(assembly.random().nextLong()) + '.' + log.epoch();
        this.shard = new Shard(state, log, assembly.environment(), identity, this::onFailure);
        Admission admission = new Admission(assembly.settings().authenticator());
        this.service = new BrokerService(shard, admission, this::onLastOneOut);
        this.door = assembly.link().apply(service);
    }

    private static PatternMap<DestinationPolicy> policies(BrokerSettings settings) {
        PatternMap<DestinationPolicy> map = PatternMap.empty();
        for (Map.Entry<String, DestinationPolicy> setting : settings.destinations().entrySet()) {
            try {
                map = map.with(TopicPattern.parse(setting.getKey()), setting.getValue());
            } catch (IllegalArgumentException e) {
                throw new ProviderException(
                        ErrorCode.INVALID_SETTING, "Settings for destinations: " + e.getMessage(), e);
            }
        }
        return map;
    }

    @Override
    public String name() {
        return assembly.settings().name();
    }

    @Override
    public BrokerStatistics statistics() {
        return shard.query(state -> Pictures.statistics(state, shard.refusedCommands())).join();
    }

    /** Clock and threads of this broker, which clients in the same process share. */
    public Environment environment() {
        return assembly.environment();
    }

    /** Opens links to this broker. */
    public Connector connector() {
        return InVmLink.connectorTo(door, assembly.environment().time());
    }

    /** Whether nothing is under way in the broker: no command waits and nothing waits for the store. */
    public boolean isIdle() {
        shard.flush(); // what clients posted lazily waits for no one else
        return shard.isIdle();
    }

    boolean isAutomatic() {
        return assembly.isAutomatic();
    }

    boolean hasConnections() {
        return service.openConnections() > 0;
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
        if (closed.compareAndSet(false, true)) {
            log.close();
            service.stop(new ProviderException(ErrorCode.CONNECTION_LOST, "Broker '" + name() + "' crashed"));
            shard.abandon("Broker '" + name() + "' crashed");
        }
    }

    private void stop(ProviderException reason) {
        if (closed.compareAndSet(false, true)) {
            shard.stop(String.valueOf(reason.getMessage())).exceptionally(failed -> false).join();
            service.stop(reason);
            log.close();
        }
    }

    /** Called inside the shard, or wherever the store failed: leaves at once. */
    private void onFailure(ProviderException cause) {
        registry.remove(this);
        assembly.environment().executor().execute(() -> {
            if (closed.compareAndSet(false, true)) {
                service.stop(cause);
                log.close();
            }
        });
    }

    /** Called inside the shard: leaves at once. */
    private void onLastOneOut() {
        if (registry.removeIfUnused(this)) {
            assembly.environment().executor().execute(() ->
                    stop(new ProviderException(ErrorCode.CONNECTION_LOST, "The last connection was closed")));
        }
    }
}
