// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.management.BrokerStatistics;
import io.ternmq.api.management.Management;
import io.ternmq.api.policy.DestinationPolicy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * Whether the broker serves clients. A broker whose store belongs to another one stands by until that one gives the
     * store up or is not heard of any more; its connections are refused meanwhile.
     *
     * @return false while it stands by, and after it was stopped
     */
    boolean isActive();

    /**
     * A consistent picture of queues, subscriptions and connections. It includes every message whose {@code send} had
     * returned before the call.
     *
     * @return the figures
     */
    BrokerStatistics statistics();

    /**
     * What operators ask of the broker.
     *
     * @return the operations; usable as long as the broker is
     */
    Management management();

    /**
     * Makes a queue, which outlives the broker as its messages do. Does nothing when it exists.
     *
     * @param queue its name
     * @throws io.ternmq.api.ProviderException with {@code INVALID_DESTINATION} when the name is blank
     */
    void createQueue(String queue);

    /**
     * Deletes a queue with the messages in it.
     *
     * @param queue its name
     * @throws io.ternmq.api.ProviderException with {@code INVALID_DESTINATION} when there is no such queue, with {@code
     *         ILLEGAL_STATE} while it has consumers or unsettled messages
     */
    void deleteQueue(String queue);

    /**
     * Sets what holds for destinations whose name matches a pattern, from now on and after every restart on the same
     * store. It replaces what the builder says for the very same pattern; of different patterns that match, the most
     * specific one holds, whoever set it.
     *
     * @param pattern  a name, or a pattern with {@code *} for one level and {@code #} for any number of levels
     * @param settings the settings, or null for what the builder says of the pattern
     * @throws io.ternmq.api.ProviderException with {@code INVALID_SETTING} when the pattern is malformed
     */
    void configure(String pattern, @Nullable DestinationPolicy settings);

    /** Closes every connection with an error, stops the broker and frees its name. A second call does nothing. */
    @Override
    void close();
}
