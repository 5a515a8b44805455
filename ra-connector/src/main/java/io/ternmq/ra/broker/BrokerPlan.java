// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.broker;

import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.server.Broker;
import io.ternmq.api.server.BrokerBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a broker inside a server is to be started. Two plans that are equal mean the same broker.
 *
 * @param name   its name
 * @param config file with its settings, or null for the defaults
 * @param data   under which it keeps its files, unless its settings choose a store
 */
public record BrokerPlan(String name, @Nullable Path config, Path data) {

    /** Compares places whatever way they were written. */
    public BrokerPlan {
        data = data.toAbsolutePath().normalize();
        config = config == null ? null : config.toAbsolutePath().normalize();
    }

    /** The text form of the store under {@link #data}. */
    public String store() {
        return "file:" + data + "/{name}";
    }

    /** Starts the broker. */
    Broker start() {
        BrokerFile file = config == null ? BrokerFile.empty() : BrokerFile.read(config);
        BrokerBuilder builder = Broker.builder().name(name);
        file.apply(builder);
        builder.store(file.store(name).orElseGet(() -> StorePolicy.parse(store(), name)));
        return builder.start();
    }
}
