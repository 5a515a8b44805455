// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.ConnectionOpened;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Outlet;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.ConnectionState;
import io.ternmq.protocol.Connect;
import io.ternmq.protocol.Reply;

/** A client connects, section 6.1. The one decision that is made without a connection. */
public final class ConnectDecision {

    private final BrokerState state;
    private final String identity;

    /**
     * Decides about connections.
     *
     * @param state    the state
     * @param identity begins the name of every connection; never the same for two starts of any broker
     */
    public ConnectDecision(BrokerState state, String identity) {
        this.state = state;
        this.identity = identity;
    }

    /**
     * Decides one request.
     *
     * @throws ProviderException when it is refused
     */
    public void decide(Connect request, long connection, Outlet outlet, long nowMillis, Decision out) {
        if (state.connection(connection) != null) {
            throw new ProviderException(ErrorCode.ILLEGAL_STATE, "The connection is open already");
        }
        if (request.clientId() != null) {
            requireFree(state, request.clientId());
        }
        out.record(new ConnectionOpened(connection, request.clientId(), nowMillis, outlet));
        out.answer(new Reply.Connected(identity + '.' + connection));
    }

    static void requireFree(BrokerState state, String clientId) {
        if (clientId.isBlank()) {
            throw new ProviderException(ErrorCode.INVALID_CLIENT_ID, "A client identifier must not be blank");
        }
        for (ConnectionState other : state.connections()) {
            if (clientId.equals(other.clientId())) {
                throw new ProviderException(
                        ErrorCode.INVALID_CLIENT_ID,
                        "Client identifier '" + clientId + "' is in use by another open connection");
            }
        }
    }
}
