// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.net;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.link.NetworkService;
import org.jspecify.annotations.Nullable;

/** Finds the broker that a client wants. Any thread may call. */
@FunctionalInterface
public interface BrokerFinder {

    /**
     * Finds a broker.
     *
     * @param name the name in the client's URI, or null when it names none
     * @throws ProviderException with {@code CONNECTION_LOST} when there is none of that name
     */
    NetworkService find(@Nullable String name);

    /** Knows one broker, which clients may name or not. */
    static BrokerFinder only(String name, NetworkService broker) {
        return wanted -> {
            if (wanted == null || wanted.equals(name)) {
                return broker;
            }
            throw new ProviderException(
                    ErrorCode.CONNECTION_LOST,
                    "Here is broker '" + name + "', not '" + wanted + "': correct the path of the connection URI, or"
                            + " leave it out");
        };
    }
}
