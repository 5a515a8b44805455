// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.SecurityPolicy;
import io.ternmq.api.policy.StorePolicy;
import io.ternmq.api.spi.Authenticator;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that describes an embedded broker.
 *
 * @param name          name under which connections find it
 * @param policy        settings of the broker as a whole
 * @param destinations  settings by pattern of destination names
 * @param authenticator decides who may connect, or null when everybody may and names are not checked
 * @param store         where it keeps what has to survive it; null for what system property {@code ternmq.store} says,
 *                      or else {@value StorePolicy#DEFAULT}
 * @param security      who may come in from a network, and who may do what
 */
public record BrokerSettings(
        String name,
        BrokerPolicy policy,
        Map<String, DestinationPolicy> destinations,
        @Nullable Authenticator authenticator,
        @Nullable StorePolicy store,
        SecurityPolicy security) {

    /** Keeps the map from changing. */
    public BrokerSettings {
        destinations = Collections.unmodifiableMap(new LinkedHashMap<>(destinations));
    }

    /**
     * A broker without permissions.
     *
     * @param name          name under which connections find it
     * @param policy        settings of the broker as a whole
     * @param destinations  settings by pattern of destination names
     * @param authenticator decides who may connect, or null when everybody may and names are not checked
     * @param store         where it keeps what has to survive it; null for the default
     */
    public BrokerSettings(
            String name,
            BrokerPolicy policy,
            Map<String, DestinationPolicy> destinations,
            @Nullable Authenticator authenticator,
            @Nullable StorePolicy store) {
        this(name, policy, destinations, authenticator, store, SecurityPolicy.defaults());
    }

    /**
     * A broker to which everybody may connect.
     *
     * @param name         name under which connections find it
     * @param policy       settings of the broker as a whole
     * @param destinations settings by pattern of destination names
     */
    public BrokerSettings(String name, BrokerPolicy policy, Map<String, DestinationPolicy> destinations) {
        this(name, policy, destinations, null, null);
    }

    /**
     * A broker with every default.
     *
     * @param name name under which connections find it
     * @return the settings
     */
    public static BrokerSettings named(String name) {
        return new BrokerSettings(name, BrokerPolicy.defaults(), Map.of());
    }
}
