// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.engine;

import io.ternmq.protocol.Request;

/** A request of a client. */
public abstract class RequestCommand extends Command {

    private final long connection;
    private final Request request;

    /**
     * Makes a command.
     *
     * @param connection number of the connection
     * @param request    what is asked
     */
    protected RequestCommand(long connection, Request request) {
        this.connection = connection;
        this.request = request;
    }

    final long connection() {
        return connection;
    }

    final Request request() {
        return request;
    }

    @Override
    void run(Shard shard) {
        shard.decide(this, false);
    }
}
