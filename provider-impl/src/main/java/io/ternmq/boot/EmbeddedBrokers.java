// SPDX-License-Identifier: Apache-2.0
package io.ternmq.boot;

import io.ternmq.api.server.Broker;
import io.ternmq.api.server.BrokerProvider;
import io.ternmq.api.server.BrokerSettings;
import java.util.Optional;

/** Answers {@link Broker#builder()} and {@link Broker#find}. */
public final class EmbeddedBrokers implements BrokerProvider {

    /** For the service loader. */
    public EmbeddedBrokers() {}

    @Override
    public Broker start(BrokerSettings settings) {
        return BrokerRegistry.instance().start(settings);
    }

    @Override
    public Optional<Broker> find(String name) {
        return BrokerRegistry.instance().find(name).map(Broker.class::cast);
    }
}
