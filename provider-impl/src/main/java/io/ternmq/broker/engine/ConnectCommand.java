// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.broker.Outlet;
import io.ternmq.protocol.Connect;

/** The first request of a client, which brings the outlet for its events. */
public abstract class ConnectCommand extends RequestCommand {

    private final Connect connect;
    private final Outlet outlet;

    /**
     * Makes a command.
     *
     * @param connection number of the connection, never used before
     * @param request    what is asked
     * @param outlet     where events for the client go
     */
    protected ConnectCommand(long connection, Connect request, Outlet outlet) {
        super(connection, request);
        this.connect = request;
        this.outlet = outlet;
    }

    @Override
    final void run(Shard shard) {
        shard.connect(this, connect, outlet);
    }
}
