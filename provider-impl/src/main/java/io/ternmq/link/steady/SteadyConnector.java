// SPDX-License-Identifier: Apache-2.0
package io.ternmq.link.steady;

import io.ternmq.api.policy.ReconnectPolicy;
import io.ternmq.link.Connector;
import io.ternmq.link.Link;
import io.ternmq.link.LinkEvents;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Opens links that find their broker again. Any thread may call. */
public final class SteadyConnector implements Connector {

    private final Connector connector;
    private final ReconnectPolicy policy;
    private final Executor executor;
    private final RandomGenerator random;
    private final boolean hasOtherPlaces;

    /**
     * Opens nothing yet.
     *
     * @param connector      opens the links that may break
     * @param hasOtherPlaces whether it knows several places where the broker may be
     * @param policy         for how long and how often to try
     * @param executor       runs the attempts, which block
     * @param random         spreads the attempts of many clients; for any thread
     */
    public SteadyConnector(
            Connector connector,
            boolean hasOtherPlaces,
            ReconnectPolicy policy,
            Executor executor,
            RandomGenerator random) {
        this.connector = connector;
        this.hasOtherPlaces = hasOtherPlaces;
        this.policy = policy;
        this.executor = executor;
        this.random = random;
    }

    @Override
    public Link open(LinkEvents events) {
        return new SteadyLink(this, events);
    }

    Connector connector() {
        return connector;
    }

    /** Whether the broker may be somewhere else than where the link broke. */
    boolean hasOtherPlaces() {
        return hasOtherPlaces;
    }

    ReconnectPolicy policy() {
        return policy;
    }

    Executor executor() {
        return executor;
    }

    Backoff backoff() {
        return new Backoff(policy, random);
    }
}
