// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.server.BrokerSettings;
import io.ternmq.broker.Fact;
import io.ternmq.broker.engine.Shard;
import io.ternmq.broker.session.AccessRules;
import io.ternmq.broker.session.Admission;
import io.ternmq.broker.session.BrokerService;
import io.ternmq.broker.session.Guard;
import io.ternmq.broker.session.LoginWatch;
import io.ternmq.broker.session.NetworkDoor;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.link.LinkService;
import io.ternmq.link.NetworkService;
import io.ternmq.routing.PatternMap;
import io.ternmq.routing.TopicPattern;
import io.ternmq.store.RecordLog;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a broker consists of from the moment it owns its store.
 *
 * @param log     the store, open
 * @param shard   the state
 * @param service takes up connections
 * @param door    the service as clients of this process reach it
 * @param network the service as clients behind a network reach it
 * @param guard   users and permissions, for other doors
 */
record Core(
        RecordLog<Fact> log,
        Shard shard,
        BrokerService service,
        LinkService door,
        NetworkService network,
        Guard guard) {

    /** Brings a broker back to where its store says it was; if that fails, the store is closed again. */
    static Core over(
            RecordLog<Fact> log, BrokerAssembly assembly, Shard.FailureListener onFailure, Runnable onLastOneOut) {
        try {
            BrokerSettings settings = assembly.settings();
            AccessRules rules = AccessRules.of(settings.security().permissions());
            Admission admission = new Admission(settings.authenticator());
            BrokerState state = new BrokerState(settings.policy(), policies(settings));
            String identity = HexFormat.of().toHexDigits(assembly.random().nextLong()) + '.' + log.epoch();
            Shard shard = new Shard(state, log, assembly.environment(), identity, onFailure);
            BrokerService service = new BrokerService(shard, admission, rules, onLastOneOut);
            LoginWatch watch = new LoginWatch(assembly.environment().time());
            NetworkService network =
                    new NetworkDoor(service, assembly.link(), settings.security(), watch, new SecureRandom());
            Guard guard = new Guard(admission, watch, rules);
            return new Core(log, shard, service, assembly.link().apply(service), network, guard);
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
