// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.TransactionEnded;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.message.FrozenMessage;
import io.ternmq.protocol.Commit;
import io.ternmq.protocol.Reply;
import java.util.List;

/**
 * A local transaction ends well: acknowledgements and messages take effect in one step, section 6.2.7. Room was made
 * sure of when the messages were handed over; a destination that has been deleted since swallows what was meant for
 * it.
 */
final class CommitHandler implements Handler<Commit> {

    private final BrokerState state;
    private final RoomCheck room;
    private final Routing routing;
    private final Settling settling;
    private final DuplicateCheck duplicates;
    private final String identity;

    CommitHandler(BrokerState state, String identity, Routing routing, Settling settling) {
        this.state = state;
        this.identity = identity;
        this.room = new RoomCheck(state);
        this.routing = routing;
        this.settling = settling;
        this.duplicates = new DuplicateCheck(state);
    }

    @Override
    public void decide(Commit request, Asking asking, Decision out) {
        long connection = asking.connection().id();
        List<FrozenMessage> staged =
                state.transactions().staged(new TransactionKey(connection, request.transaction()));
        if (!room.admitsCommit(staged)) {
            out.record(new TransactionEnded(connection, request.transaction()));
            out.answer(new Reply.Refused(
                    ErrorCode.RESOURCE_LIMIT, "The transaction was rolled back. " + RoomCheck.STORE_FULL));
            return;
        }
        try {
            carryOut(request, staged, asking, out);
        } catch (ProviderException e) {
            if (e.code() != ErrorCode.VERSION_CONFLICT && e.code() != ErrorCode.MESSAGE_FORMAT) {
                throw e;
            }
            out.forget();
            out.record(new TransactionEnded(connection, request.transaction()));
            out.answer(new Reply.Refused(e.code(), "The transaction was rolled back. " + e.getMessage()));
        }
    }

    private void carryOut(Commit request, List<FrozenMessage> staged, Asking asking, Decision out) {
        long connection = asking.connection().id();
        settling.settle(request.settlements(), asking, out);
        DuplicateCheck.Round round = duplicates.begin(asking.nowMillis(), out);
        for (FrozenMessage message : staged) {
            boolean gone = message.destination().isTemporary() && routing.find(message.destination()) == null;
            if (!gone && round.admits(message)) {
                long[] targets = routing.targets(message, asking.connection(), out);
                routing.route(message, targets, asking.nowMillis(), out);
            }
        }
        if (!staged.isEmpty()) {
            out.record(new TransactionEnded(connection, request.transaction()));
        }
        if (request.isTraced() && isWorthTracing(request, staged)) {
            out.record(CommitTrace.of(identity + '.' + connection, request.transaction()));
        }
        out.done();
    }

    /** Whether anything of it outlives the broker. */
    private static boolean isWorthTracing(Commit request, List<FrozenMessage> staged) {
        return !request.settlements().isEmpty() || staged.stream().anyMatch(FrozenMessage::isPersistent);
    }
}
