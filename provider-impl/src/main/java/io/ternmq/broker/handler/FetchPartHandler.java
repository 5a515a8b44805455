// SPDX-License-Identifier: Apache-2.0
package io.ternmq.broker.handler;

import io.ternmq.api.ErrorCode;
import io.ternmq.api.ProviderException;
import io.ternmq.broker.Decision;
import io.ternmq.broker.state.BrokerState;
import io.ternmq.broker.state.StoredBody;
import io.ternmq.message.Bytes;
import io.ternmq.protocol.FetchPart;
import io.ternmq.protocol.Reply;

/** A part of a large body is wanted by a connection that was shown its message. */
final class FetchPartHandler implements Handler<FetchPart> {

    private final BrokerState state;

    FetchPartHandler(BrokerState state) {
        this.state = state;
    }

    @Override
    public void decide(FetchPart request, Asking asking, Decision out) {
        StoredBody body = state.bodies().find(request.body());
        Bytes part = body != null && state.bodies().isShown(body, asking.connection().id())
                ? state.bodies().read(body, request.part())
                : null;
        if (part == null) {
            throw new ProviderException(
                    ErrorCode.INVALID_DESTINATION,
                    "The body of the message is not there any more: the message was consumed, has expired or was"
                            + " removed.");
        }
        out.answer(new Reply.Part(part));
    }
}
