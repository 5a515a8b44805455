// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.management.BrokerStatistics;
import java.util.Optional;

/**
 * A running broker in this Java virtual machine. Programs reach it by the connection URI {@code vm://<name>}. All
 * methods may be called from any thread.
 */
public interface Broker extends AutoCloseable {

    /**
     * Begins the description of a broker.
     *
     * @return a builder with every default
     */
    static BrokerBuilder builder() {
        return new BrokerBuilder();
    }

    /**
     * Finds a broker that runs in this Java virtual machine, started by a builder or by the first {@code vm://}
     * connection.
     *
     * @param name name of the broker
     * @return the running broker, or empty
     */
    static Optional<Broker> find(String name) {
        return BrokerProvider.installed().find(name);
    }

    /**
     * The name under which connections find the broker.
     *
     * @return the name
     */
    String name();

    /**
     * The connection URI of this broker.
     *
     * @return for example {@code vm://app}
     */
    default String uri() {
        return "vm://" + name();
    }

    /**
     * A consistent picture of queues, subscriptions and connections. It includes every message whose {@code send} had
     * returned before the call.
     *
     * @return the figures
     */
    BrokerStatistics statistics();

    /** Closes every connection with an error, stops the broker and frees its name. A second call does nothing. */
    @Override
    void close();
}
