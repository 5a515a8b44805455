// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.TransactionEnded;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Commit;
import java.util.List;

/**
 * A local transaction ends well: acknowledgements and messages take effect in one step, section 6.2.7. Room was made
 * sure of when the messages were handed over; a destination that has been deleted since swallows what was meant for
 * it.
 */
final class CommitHandler implements Handler<Commit> {

    private final BrokerState state;
    private final Routing routing;
    private final Settling settling;

    CommitHandler(BrokerState state, Routing routing, Settling settling) {
        this.state = state;
        this.routing = routing;
        this.settling = settling;
    }

    @Override
    public void decide(Commit request, Asking asking, Decision out) {
        long connection = asking.connection().id();
        settling.settle(request.settlements(), asking, out);
        List<FrozenMessage> staged =
                state.transactions().staged(new TransactionKey(connection, request.transaction()));
        for (FrozenMessage message : staged) {
            if (!message.destination().isTemporary() || routing.find(message.destination()) != null) {
                long[] targets = routing.targets(message, asking.connection(), out);
                routing.route(message, targets, asking.nowMillis(), out);
            }
        }
        if (!staged.isEmpty()) {
            out.record(new TransactionEnded(connection, request.transaction()));
        }
        out.done();
    }
}
