// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Adapter;
import io.ternmq.ra.Placed;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Clock;
import java.util.Optional;

/** Makes endpoints. */
public final class Endpoints {

    private Endpoints() {
    }

    /**
     * Takes messages for a bean from now on. Looks names up in the server's directory on this thread, and connects;
     * a broker that is not there, or is slow to answer, is no failure: it is tried again later.
     *
     * @param adapter running
     * @param factory makes what is delivered to
     * @param spec    not changed any more from here on
     * @throws ResourceException when the properties make no sense, or point at nothing
     */
    public static Activation activate(Adapter adapter, MessageEndpointFactory factory, TernActivationSpec spec)
            throws ResourceException {
        spec.validate();
        Target target = Target.of(factory);
        Subscribed source = Destinations.of(spec);
        Plan plan = new Plan(spec, target, source, Door.of(adapter, spec, source, target.transacted()));
        Endpoint endpoint = new Endpoint(adapter, plan, Clock.systemUTC());
        try {
            endpoint.open();
            return endpoint;
        } catch (RuntimeException e) { // the adapter has been stopped meanwhile
            endpoint.close();
            throw new ResourceException("The endpoint cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Where the factory leads that the properties look up: when it is one of this adapter's, and the directory has it
     * on this thread.
     */
    public static Optional<Placed> lookedUp(TernActivationSpec spec) {
        String place = spec.getConnectionFactoryLookup();
        return place == null ? Optional.empty() : Optional.ofNullable(Lookup.find(place, Placed.class));
    }
}
