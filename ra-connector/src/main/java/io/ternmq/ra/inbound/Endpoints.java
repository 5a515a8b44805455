// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.inbound;

import io.ternmq.ra.Adapter;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Clock;

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
        Door door = Door.of(adapter, spec, target.transacted());
        Plan plan = new Plan(spec, target, Destinations.of(spec), door);
        Endpoint endpoint = new Endpoint(adapter, plan, Clock.systemUTC());
        endpoint.open();
        return endpoint;
    }
}
