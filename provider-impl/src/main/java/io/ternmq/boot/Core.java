// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.broker.Fact;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.session.Admission;
import io.ternmq.broker.session.BrokerService;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.link.LinkService;
import io.ternmq.routing.PatternMap;
import io.ternmq.routing.TopicPattern;
import io.ternmq.store.RecordLog;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a broker consists of from the moment it owns its store.
 *
 * @param log     the store, open
 * @param shard   the state
 * @param service takes up connections
 * @param door    the service as clients reach it
 */
record Core(RecordLog<Fact> log, Shard shard, BrokerService service, LinkService door) {

    /** Brings a broker back to where its store says it was; if that fails, the store is closed again. */
    static Core over(
            RecordLog<Fact> log, BrokerAssembly assembly, Shard.FailureListener onFailure, Runnable onLastOneOut) {
        try {
            BrokerSettings settings = assembly.settings();
            BrokerState state = new BrokerState(settings.policy(), policies(settings));
            String identity = HexFormat.of().toHexDigits(assembly.random().nextLong()) + '.' + log.epoch();
            Shard shard = new Shard(state, log, assembly.environment(), identity, onFailure);
            BrokerService service =
                    new BrokerService(shard, new Admission(settings.authenticator()), onLastOneOut);
            return new Core(log, shard, service, assembly.link().apply(service));
        } catch (RuntimeException | Error e) {
            closeAfter(e, log);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, RecordLog<Fact> log) {
        try {
            log.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
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

    /** Carries out what came before, takes a last checkpoint, tells the clients and gives the store up. */
    void stop(ProviderException reason) {
        try {
            shard.stop(String.valueOf(reason.getMessage())).exceptionally(failed -> false).join();
            service.stop(reason);
        } finally {
            log.close();
        }
    }

    /** Ends everything at once, as a crash would. */
    void crash(ProviderException reason) {
        log.close();
        service.stop(reason);
        shard.abandon(String.valueOf(reason.getMessage()));
    }

    /** The shard has stopped by itself. */
    void giveUp(ProviderException cause) {
        try {
            service.stop(cause);
        } finally {
            log.close();
        }
    }
}
