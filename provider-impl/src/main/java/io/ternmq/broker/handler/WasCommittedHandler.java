// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Vote;
import io.ternmq.protocol.WasCommitted;

/** Tells a client that lost the answer to a commit whether it took place. */
final class WasCommittedHandler implements Handler<WasCommitted> {

    private final BrokerState state;

    WasCommittedHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(WasCommitted request, Asking asking, Decision out) {
        boolean isKnown = state.duplicates().knows(CommitTrace.idOf(request.connection(), request.transaction()));
        out.answer(new Reply.Voted(isKnown ? Vote.DONE : Vote.ROLLED_BACK));
    }
}
