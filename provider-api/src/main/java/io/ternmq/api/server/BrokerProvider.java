// SPDX-License-Identifier: Apache-2.0
package io.ternmq.api.server;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import java.util.Optional;
import java.util.ServiceLoader;

/** Starts and finds embedded brokers; implemented by the {@code ternmq} jar and found through {@link ServiceLoader}. */
public interface BrokerProvider {

    /**
     * The implementation on the class path.
     *
     * @return the provider
     * @throws ProviderException with {@code INVALID_SETTING} when the {@code ternmq} jar is missing
     */
    static BrokerProvider installed() {
        return ServiceLoader.load(BrokerProvider.class, BrokerProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.INVALID_SETTING, "No broker implementation found: add io.ternmq:ternmq"));
    }

    /**
     * Starts a broker.
     *
     * @param settings its description
     * @return the running broker
     */
    Broker start(BrokerSettings settings);

    /**
     * Finds a running broker.
     *
     * @param name its name
     * @return the broker, or empty
     */
    Optional<Broker> find(String name);
}
