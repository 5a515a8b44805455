// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker;

import io.ternmq.protocol.Event;

/**
 * Where events for one connection go. Called after their facts are durable, in order; must not block and must not
 * throw.
 */
@FunctionalInterface
public interface Outlet {

    /** Passes an event on to the client. */
    void tell(Event event);

    /** What the user of the connection may do. */
    default Rights rights() {
        return Rights.ALL;
    }
}
