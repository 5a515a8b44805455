// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.ClientIdClaimed;
import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.protocol.ClaimClientId;

/** A connection takes a client identifier, section 6.1.2. */
final class ClaimClientIdHandler implements Handler<ClaimClientId> {

    private final BrokerState state;

    ClaimClientIdHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(ClaimClientId request, Asking asking, Decision out) {
        ConnectDecision.requireFree(state, request.clientId());
        out.record(new ClientIdClaimed(asking.connection().id(), request.clientId()));
        out.done();
    }
}
