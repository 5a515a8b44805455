// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.MessageProperties;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Appended;
import io.ternmq.broker.Decision;
import io.ternmq.broker.Staged;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.transaction.TransactionKey;
import io.ternmq.protocol.Reply;
import io.ternmq.protocol.Send;

/** A message is handed over, for now or for the commit of a transaction. Section 7.3. */
final class SendHandler implements Handler<Send> {

    private final BrokerState state;
    private final Routing routing;
    private final RoomCheck room;
    private final DuplicateCheck duplicates;
    private final UploadCheck uploads;

    SendHandler(BrokerState state, Routing routing) {
        this.state = state;
        this.routing = routing;
        this.room = new RoomCheck(state);
        this.duplicates = new DuplicateCheck(state);
        this.uploads = new UploadCheck(state);
    }

    @Override
    public void decide(Send asked, Asking asking, Decision out) {
        if (asked.transaction() < 0) {
            requireOpenBranch(new TransactionKey(asking.connection().id(), asked.transaction()));
        }
        if (!duplicates.admits(asked, asking, out)) {
            uploads.end(asked, asking, out);
            out.done();
            return;
        }
        Send request = uploads.join(asked, asking);
        long[] targets = routing.targets(request.message(), asking.connection(), out);
        if (!room.admits(request, targets, asking, out)) {
            return;
        }
        if (request.transaction() == 0) {
            routing.route(request.message(), targets, asking.nowMillis(), out);
        } else {
            out.record(new Staged(asking.connection().id(), request.transaction(), request.message()));
        }
        uploads.end(asked, asking, out);
        Appended appended = out.appends().last();
        out.answer(appended == null ? Reply.Done.INSTANCE : replyTo(appended));
    }

    private static Reply replyTo(Appended fact) {
        Object partition = fact.routed().message().load().properties().get(MessageProperties.PARTITION);
        return new Reply.Appended(fact.offset(), partition instanceof Integer known ? known : 0, fact.version());
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
