// SPDX-License-Identifier: Apache-2.0
package io.ternmq.ra.outbound;

import io.ternmq.ra.Login;
import jakarta.jms.JMSException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serializable;

/**
 * Where connections are asked for.
 *
 * @param factory     what is asked for
 * @param connections who pools
 * @param restricted  whether what Jakarta EE forbids in web and EJB containers is refused
 */
record Desk(TernManagedConnectionFactory factory, ConnectionManager connections, boolean restricted)
        implements Serializable {

    /** Asks the server for a managed connection. */
    Grip take(Login login) throws JMSException {
        try {
            if (connections.allocateConnection(factory, new Request(login)) instanceof Grip grip) {
                grip.enlistBy(connections);
                return grip;
            }
            throw new ResourceException("The server gives something that is not of TernMQ.");
        } catch (ResourceException e) {
            throw Refusals.allocation(e);
        }
    }

    /** Refuses what Jakarta EE forbids. */
    void require(String method, String instead) throws JMSException {
        if (restricted) {
            throw Refusals.inServer(method, instead);
        }
    }
}
