// SPDX-License-Identifier: Apache-2.0
package io.ternmq.server.config;

import io.ternmq.api.policy.BrokerPolicy;
import io.ternmq.api.policy.DestinationPolicy;
import io.ternmq.api.policy.StorePolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a standalone broker can be told: the root of {@code tern.yaml}.
 *
 * @param name         name of the broker; default {@code ternmq}
 * @param store        where the broker keeps what has to survive it: {@code memory}, {@code file:<directory>}, {@code
 *                     derby:<directory>} or {@code jdbc:<url>}, in which {@code {name}} stands for the broker's name;
 *                     default {@value StorePolicy#DEFAULT}
 * @param broker       settings of the broker as a whole
 * @param destinations settings of queues and topics, by name or pattern; of several that match, the most specific one
 *                     holds; default empty
 * @param acceptors    where clients are taken up; default one with every default
 * @param http         where health, metrics and management are answered
 * @param security     who is let in, and who may do what
 * @param process      logs and the end of the process
 */
public record ServerSettings(
        String name,
        String store,
        BrokerPolicy broker,
        Map<String, DestinationPolicy> destinations,
        List<AcceptorPolicy> acceptors,
        HttpPolicy http,
        AccessSettings security,
        @Flat ProcessPolicy process) {

    /** Checks what no part checks by itself. */
    public ServerSettings {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank, but is '" + name + "'");
        }
        StorePolicy.parse(store, name);
        destinations = Collections.unmodifiableMap(new LinkedHashMap<>(destinations));
        acceptors = List.copyOf(acceptors);
    }

    /** The settings of a broker that is told nothing; they depend on the heap of this Java virtual machine. */
    public static ServerSettings defaults() {
        return new ServerSettings(
                "ternmq",
                StorePolicy.DEFAULT,
                BrokerPolicy.defaults(),
                Map.of(),
                List.of(AcceptorPolicy.DEFAULT),
                HttpPolicy.DEFAULT,
                AccessSettings.DEFAULT,
                ProcessPolicy.DEFAULT);
    }

    /** The store as a policy. */
    public StorePolicy storePolicy() {
        return StorePolicy.parse(store, name);
    }

    /** The store without what may be a password. */
    public String shownStore() {
        return store.replaceAll("[?;].*", "").replace("{name}", name);
    }

    /** Tells of the store no more than {@link #shownStore} does. */
    @Override
    public String toString() {
        return "ServerSettings[name=" + name + ", store=" + shownStore() + ", broker=" + broker + ", destinations="
                + destinations + ", acceptors=" + acceptors + ", http=" + http + ", security=" + security
                + ", process=" + process + ']';
    }
}
