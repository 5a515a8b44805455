// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Staged;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.Send;

/** A message is handed over, for now or for the commit of a transaction. Section 7.3. */
final class SendHandler implements Handler<Send> {

    private final BrokerState state;
    private final Routing routing;
    private final RoomCheck room;
    private final DuplicateCheck duplicates;

    SendHandler(BrokerState state, Routing routing) {
        this.state = state;
        this.routing = routing;
        this.room = new RoomCheck(state);
        this.duplicates = new DuplicateCheck(state);
    }

    @Override
    public void decide(Send request, Asking asking, Decision out) {
        if (request.transaction() < 0) {
            requireOpenBranch(new TransactionKey(asking.connection().id(), request.transaction()));
        }
        if (!duplicates.admits(request, asking, out)) {
            out.done();
            return;
        }
        long[] targets = routing.targets(request.message(), asking.connection(), out);
        if (!room.admits(request, targets, asking, out)) {
            return;
        }
        if (request.transaction() == 0) {
            routing.route(request.message(), targets, asking.nowMillis(), out);
        } else {
            out.record(new Staged(asking.connection().id(), request.transaction(), request.message()));
        }
        out.done();
    }

    private void requireOpenBranch(TransactionKey key) {
        if (!state.branches().isOpen(key)) {
            throw new ProviderException(
                    ErrorCode.TRANSACTION_ROLLED_BACK,
                    "The message belongs to no transaction: that was rolled back (it took too long, or failed"
                            + " elsewhere), or has ended.");
        }
    }
}
